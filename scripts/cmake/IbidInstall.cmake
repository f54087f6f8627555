# What `cmake --install` puts where, the package that find_package(ibid) finds, and the .deb files of cpack.
include(CMakePackageConfigHelpers)

install(TARGETS ibid COMPONENT ibid)
install(TARGETS ibid-pdf DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/ibid COMPONENT ibid)
install(TARGETS ibid_shared EXPORT ibid
  LIBRARY COMPONENT ibid NAMELINK_COMPONENT dev)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ibid DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev
  FILES_MATCHING PATTERN *.h PATTERN embedded.h EXCLUDE)
# Made by the program that they describe.
add_custom_command(OUTPUT ibid.1 ibid.bash _ibid ibid.fish
  COMMAND ibid-manual > ibid.1
  COMMAND ibid completion bash > ibid.bash
  COMMAND ibid completion zsh > _ibid
  COMMAND ibid completion fish > ibid.fish
  DEPENDS ibid-manual ibid VERBATIM)
add_custom_target(ibid_helps ALL DEPENDS ibid.1 ibid.bash _ibid ibid.fish)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ibid.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ibid)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ibid.bash RENAME ibid
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT ibid)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/_ibid DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions
  COMPONENT ibid)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ibid.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT ibid)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/FORMATS.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT ibid)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT ibid)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/ibid)
install(EXPORT ibid NAMESPACE ibid:: FILE ibid-config.cmake DESTINATION ${package_dir} COMPONENT dev)
write_basic_package_version_file(ibid-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ibid-config-version.cmake DESTINATION ${package_dir} COMPONENT dev)

# cpack -G DEB: ibid (the program and the library that others run with) and libibid-dev.
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME ibid)
set(CPACK_PACKAGE_CONTACT "The ibid maintainers <maintainers@ibid.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "citations of news articles: found, resolved, drawn")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL ibid dev)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_IBID_PACKAGE_NAME ibid)
set(CPACK_DEBIAN_IBID_PACKAGE_SECTION web)
set(CPACK_DEBIAN_IBID_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_IBID_DESCRIPTION
"citations of news articles: found, resolved, drawn
 ibid reads a news article, finds the posts, links and attributions it leans on,
 resolves them over HTTP with a cache, falls back to web archives, and draws the
 citation graph with its evidence.")
set(CPACK_DEBIAN_DEV_PACKAGE_NAME libibid-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "ibid (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_DEV_DESCRIPTION
"library of ibid: headers and CMake package
 What is needed to build programs that read, resolve and draw the citations of
 news articles with libibid.")
include(CPack)
