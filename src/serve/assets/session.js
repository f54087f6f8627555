// Signing in and out. Who is not, or not any more, signs in over whatever page is shown: what was begun
// there is not lost, and goes on.
import { ask, el, Problem } from "./dom.js";

let entering = null; // Of all who wait for it.

// Fulfilled when somebody has signed in; rejected when he does not want to.
export function signIn() {
  entering ??= new Promise((done, failed) => {
    const token = el("input", { id: "token", type: "password", autocomplete: "current-password", required: true });
    const wrong = el("p", { class: "problem", role: "alert" });
    const was = document.querySelector("main h1") ? "You are signed out: the server was started anew, or somebody signed out here. What you see stays as it is. " : "";
    const dialog = el("dialog", { class: "enter", "aria-labelledby": "enter", close: () => {
      dialog.remove();
      failed(new Problem(401, "You are signed out."));
    } }, el("h1", { id: "enter" }, "Sign in"), el("p", {}, `${was}This server asks for the token that it was started with.`),
      el("form", { submit: async (event) => {
        event.preventDefault();
        try {
          await ask("/api/session", { method: "POST", json: { token: token.value } });
          done();
          dialog.close();
        } catch (error) {
          wrong.textContent = error.message;
          token.select();
        }
      } }, el("label", { for: "token" }, "Token"), token, wrong, el("p", {}, el("button", {}, "Sign in"))));
    document.body.append(dialog);
    dialog.showModal();
  }).finally(() => (entering = null));
  return entering;
}

// `after` shows that nobody is signed in.
export const signOutButton = (after) =>
  el("button", { type: "button", class: "plain", click: async () => {
    await ask("/api/session", { method: "DELETE" }).catch(() => null); // The server is gone: so is what it showed.
    after();
  } }, "Sign out");

// A browser that was sent here when it asked for a report, signed out: goes on to it.
export async function showOpen(place, { words }) {
  await ask("/api/status");
  const to = decodeURIComponent(words);
  location.replace(/^\/api\/(checks\/\d+\/(report|article\.json)|graph|openapi\.json)(\?[\w=&.-]*)?$/.test(to) ? to : "#/");
}
