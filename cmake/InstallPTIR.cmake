# find_package(PTIR) from an install tree.
include(CMakePackageConfigHelpers)

get_property(ptir_libraries GLOBAL PROPERTY PTIR_LIBRARIES)
install(TARGETS ${ptir_libraries} EXPORT PTIRTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT PTIRTargets FILE PTIRTargets.cmake NAMESPACE PTIR::
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/ptir)
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/PTIRConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/PTIRConfig.cmake"
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/ptir)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/PTIRConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/PTIRConfig.cmake"
              "${PROJECT_BINARY_DIR}/PTIRConfigVersion.cmake"
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/ptir)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/ptir"
                  "${PROJECT_BINARY_DIR}/include/ptir"
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h" PATTERN "*.inc" PATTERN "*.td"
        PATTERN "CMakeFiles" EXCLUDE)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/models"
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h" PATTERN "tiny-gpt2" EXCLUDE)
