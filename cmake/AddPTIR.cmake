# Build rules of this project: one function per kind of target.

# Tools and flags every target shares. ccache and lld are used when present.
find_program(PTIR_CCACHE ccache)
if(PTIR_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${PTIR_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${PTIR_CCACHE}")
endif()
find_program(PTIR_LLD NAMES ld.lld-${PTIR_LLVM_VERSION} ld.lld
             HINTS "${LLVM_TOOLS_BINARY_DIR}")
if(PTIR_LLD)
  # g++ looks for a program named ld.lld in its -B folders.
  get_filename_component(PTIR_LLD_REAL "${PTIR_LLD}" REALPATH)
  set(PTIR_LLD_DIR "${CMAKE_BINARY_DIR}/lld")
  file(MAKE_DIRECTORY "${PTIR_LLD_DIR}")
  file(CREATE_LINK "${PTIR_LLD}" "${PTIR_LLD_DIR}/ld.lld" SYMBOLIC)
  add_link_options("-B${PTIR_LLD_DIR}" -fuse-ld=lld)
endif()

add_compile_options(-Wall -Wextra -Wno-unused-parameter
                    -Wno-missing-field-initializers -fdiagnostics-color=auto)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False positives inside LLVM's headers with GCC 12.
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-dangling-pointer>
                      -Wno-maybe-uninitialized -Wno-array-bounds
                      -Wno-stringop-overread -Wno-restrict)
endif()
if(PTIR_SANITIZE)
  add_compile_options(-fsanitize=${PTIR_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${PTIR_SANITIZE})
endif()

include_directories("${PROJECT_SOURCE_DIR}/include"
                    "${PROJECT_BINARY_DIR}/include"
                    "${PROJECT_SOURCE_DIR}")

# ptir_add_library(PTIRName a.cpp b.cpp [LINK_LIBS …])
# A library below the MLIR line: exceptions on, no LLVM headers.
function(ptir_add_library name)
  cmake_parse_arguments(ARG "" "" "LINK_LIBS" ${ARGN})
  add_library(${name} STATIC ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PUBLIC ${ARG_LINK_LIBS})
  target_include_directories(${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  set_property(GLOBAL APPEND PROPERTY PTIR_LIBRARIES ${name})
endfunction()

# ptir_add_mlir_library(PTIRName a.cpp [DEPENDS tablegen-target…] [LINK_LIBS …])
# A library that uses MLIR: flags of the LLVM build (no exceptions).
function(ptir_add_mlir_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK_LIBS" ${ARGN})
  ptir_add_library(${name} ${ARG_UNPARSED_ARGUMENTS} LINK_LIBS ${ARG_LINK_LIBS})
  ptir_use_mlir(${name})
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
endfunction()

# Compile and link flags of a target that includes MLIR headers.
function(ptir_use_mlir target)
  target_include_directories(${target} SYSTEM PUBLIC
    $<BUILD_INTERFACE:${MLIR_INCLUDE_DIRS}> $<BUILD_INTERFACE:${LLVM_INCLUDE_DIRS}>)
  target_compile_options(${target} PRIVATE -fno-exceptions)
  separate_arguments(defs UNIX_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_options(${target} PRIVATE ${defs})
  target_link_libraries(${target} PUBLIC MLIR LLVM)
endfunction()

# ptir_add_tool(name main.cpp [MLIR] [LINK_LIBS …])
function(ptir_add_tool name)
  cmake_parse_arguments(ARG "MLIR" "" "LINK_LIBS" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE ${ARG_LINK_LIBS})
  if(ARG_MLIR)
    ptir_use_mlir_exe(${name})
  endif()
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endfunction()

function(ptir_use_mlir_exe target)
  target_include_directories(${target} SYSTEM PRIVATE
    ${MLIR_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
  separate_arguments(defs UNIX_COMMAND "${LLVM_DEFINITIONS}")
  target_compile_options(${target} PRIVATE ${defs})
  target_link_libraries(${target} PRIVATE MLIR LLVM)
endfunction()

# ptir_add_unittest(name a.cpp… [MLIR] [LINK_LIBS …]): a GoogleTest program,
# run as one test of check-ptir.
function(ptir_add_unittest name)
  cmake_parse_arguments(ARG "MLIR" "" "LINK_LIBS" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE ${ARG_LINK_LIBS} GTest::gtest_main)
  if(ARG_MLIR)
    ptir_use_mlir_exe(${name})
  endif()
  target_compile_definitions(${name} PRIVATE
    PTIR_TEST_DATA_DIR="${PROJECT_SOURCE_DIR}/test/data")
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/test/unit")
  set_property(GLOBAL APPEND PROPERTY PTIR_UNITTESTS ${name})
endfunction()
