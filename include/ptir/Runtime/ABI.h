/*===- ABI.h - Between compiled code and the runtime -------------*- C -*-===*\
|*                                                                            *|
|* Part of the PTIR project, under the Apache License v2.0.                   *|
|* SPDX-License-Identifier: Apache-2.0                                        *|
|*                                                                            *|
|*===----------------------------------------------------------------------===*|
|*                                                                            *|
|* The C boundary between compiled code and the runtime. Compiled code        *|
|* exports one symbol, `ptir_module`; it imports the `ptir_rt_*` functions    *|
|* below, bound by name. Any change of a layout or a signature increments     *|
|* PTIR_ABI_VERSION; a module of another version is refused.                  *|
|*                                                                            *|
|* Ownership: compiled code owns nothing. Every pointer it gets stays valid   *|
|* for the duration of the call; results live in buffers of the runtime.      *|
|* Threads: one context serves one call at a time; inside a parallel range    *|
|* the members are read only, and the functions below may be called from      *|
|* every thread of the pool except where they say otherwise.                  *|
|*                                                                            *|
\*===----------------------------------------------------------------------===*/

#ifndef PTIR_RUNTIME_ABI_H
#define PTIR_RUNTIME_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PTIR_ABI_VERSION 3

/* The extent of a dimension that is known only at run time. */
#define PTIR_DYNAMIC (-1)

/* A dense row-major tensor. `dims` has `rank` extents; NULL for rank 0. */
typedef struct ptir_tensor {
  void *data;
  const int64_t *dims;
  int32_t rank;
  int32_t element_type; /* ptir::ElementType */
} ptir_tensor;

/* What a call may fail with; the first failure of a call wins. */
typedef enum ptir_error_kind {
  PTIR_OK = 0,
  PTIR_ERROR_INDEX_OUT_OF_RANGE = 1, /* actual: index, limit: extent */
  PTIR_ERROR_DIVISION_BY_ZERO = 2,
  PTIR_ERROR_SHAPE_MISMATCH = 3, /* actual and limit: the two extents */
  PTIR_ERROR_STEP_LIMIT = 4,     /* limit: --max-steps */
  PTIR_ERROR_OUT_OF_MEMORY = 5,  /* actual: bytes asked for */
  PTIR_ERROR_NEGATIVE_POWER = 6,
  PTIR_ERROR_KERNEL = 7, /* a kernel library's own; it gives a text */
  PTIR_ERROR_PARAMS = 8  /* parameters cannot be had; the runtime has a text */
} ptir_error_kind;

/* Where a failing operation stands; lives in the module's constant data. */
typedef struct ptir_error_site {
  const char *op;       /* "ptir.take" */
  const char *location; /* "model.mlir:12:8" */
  const char *what;     /* "index", "extent of dimension 0", … */
  int32_t kind;         /* ptir_error_kind */
  int32_t reserved;
} ptir_error_site;

/* The state of one call, first argument of every compiled function. */
typedef struct ptir_context {
  void *const *params;        /* parameter slots, in the layouts asked for; what
                                 steps name is there while they are acquired */
  unsigned char *arena_top;   /* bump arena for temporaries, 64-byte aligned */
  unsigned char *arena_limit; /* end of the arena's current block */
  void *session;              /* the runtime's own */
} ptir_context;

/* A range of memory. */
typedef struct ptir_block {
  unsigned char *begin;
  int64_t bytes;
} ptir_block;

/* An entry: returns 0, or the ptir_error_kind of the first failure. */
typedef int32_t (*ptir_entry_fn)(ptir_context *context,
                                 const ptir_tensor *args);

/* One range [begin, end) of a parallel loop. */
typedef void (*ptir_range_fn)(ptir_context *context, int64_t begin, int64_t end,
                              void *closure);

typedef struct ptir_type_desc {
  const int64_t *dims; /* PTIR_DYNAMIC where only known at run time */
  int32_t rank;
  int32_t element_type;
} ptir_type_desc;

typedef struct ptir_param_desc {
  const char *name;
  const char *layout;  /* "" plain, "panels64": see docs/formats.md */
  ptir_type_desc type; /* the logical type, as the parameter is stored */
  int64_t piece_units; /* units of the outermost extent in memory that a piece
                          has, see ptir_param_use; 0: it has one piece */
} ptir_param_desc;

/* What a step uses of a parameter: a piece of it, or one of these. */
#define PTIR_ALL_PIECES (-1)
#define PTIR_NAMED_ROWS (-2) /* rows that ptir_rt_acquire_rows names */

typedef struct ptir_param_use {
  int32_t param; /* its slot */
  int32_t piece;
} ptir_param_use;

/* Parameters that compiled code acquires together, uses and releases. A
   parameter of which a step uses named rows is used in no other way: other uses
   have a slot of their own. */
typedef struct ptir_param_step {
  const ptir_param_use *uses;
  int32_t num_uses;
  int32_t next; /* the step that mostly follows, or -1 */
} ptir_param_step;

typedef struct ptir_result_desc {
  ptir_type_desc type;
  int32_t aliased_arg; /* argument updated in place, or -1 */
  int32_t reserved;
} ptir_result_desc;

typedef struct ptir_entry_desc {
  const char *name;
  ptir_entry_fn function;
  const ptir_type_desc *args;
  const ptir_result_desc *results;
  int32_t num_args;
  int32_t num_results;
} ptir_entry_desc;

/* A call of a kernel library. The operands are the inputs and, last, the
   output. */
typedef struct ptir_kernel_desc {
  const char *name;     /* "onednn.matmul": the library's name, then its own */
  const char *config;   /* "epilogue=relu;stride=1,1": docs/runtime.md */
  const char *location; /* "model.mlir:12:8" */
  const ptir_type_desc *operands;
  int32_t num_operands;
  int32_t reserved;
} ptir_kernel_desc;

/* The one symbol that a compiled module exports, named "ptir_module". */
typedef struct ptir_module_desc {
  uint32_t abi_version;
  int32_t num_params;
  const ptir_param_desc *params;
  const ptir_entry_desc *entries;
  const ptir_kernel_desc *kernels;
  int32_t num_entries;
  int32_t num_kernels;
  const ptir_param_step *steps; /* none: parameters are there all the time */
  int32_t num_steps;
  int32_t reserved;
} ptir_module_desc;

/* Runs `function` over [0, count) on the pool, in ranges of at least one;
   returns when all are done. A call from inside a range runs it serially. */
void ptir_rt_parallel_for(ptir_context *context, ptir_range_fn function,
                          void *closure, int64_t count);

/* `bytes` of temporary memory, 64-byte aligned, when the current block of the
   arena has no room left. Freed when the caller restores `arena_top`. Calling
   thread of the entry only. Never returns NULL: when memory is exhausted the
   failure is recorded and the call ends there; compiled code owns nothing, so
   nothing is unwound. */
void *ptir_rt_arena_grow(ptir_context *context, int64_t bytes);

/* The destination of result `index`, of extents `dims`. Calling thread of the
   entry only. */
void *ptir_rt_result(ptir_context *context, int32_t index, const int64_t *dims);

/* Records the first failure of a call. Outside of parallel ranges a shape
   mismatch ends the call: it does not return. */
void ptir_rt_report(ptir_context *context, const ptir_error_site *site,
                    int64_t actual, int64_t limit);

/* Takes up to `count` steps off those that the call may take in its loops, and
   returns how many there were. Fewer than `count` is recorded as a failure at
   `site`; after a failure of any kind there are none. Calling thread of the
   entry only. */
int64_t ptir_rt_take_steps(ptir_context *context, const ptir_error_site *site,
                           int64_t count);

/* Gives back the arena from `mark` on. The blocks that lie there are kept:
   they are moved together at `mark`, overlapping ones as one, and `begin` is
   set to where they are then. Calling thread of the entry only. */
void ptir_rt_release(ptir_context *context, unsigned char *mark,
                     ptir_block *blocks, int32_t count);

/* Runs kernel number `kernel` of the module on its operands, whose extents fit
   the types of its description; the data of a packed parameter is what its
   slot holds. Ends the call if the kernel fails. Calling thread of the entry
   only. */
void ptir_rt_kernel(ptir_context *context, int32_t kernel,
                    const ptir_tensor *operands);

/* Waits until all that a step uses is in memory, where its slots point to, and
   keeps it there until the step is released. Ends the call if that fails. Not
   to be called again before the release. Calling thread of the entry only. */
void ptir_rt_acquire_params(ptir_context *context, int64_t step);

/* The same for a step that uses named rows: `count` of them, of which some may
   be equal; those that the parameter does not have are passed over. Of a packed
   form they name columns, and the panels that these lie in are acquired. */
void ptir_rt_acquire_rows(ptir_context *context, int64_t step,
                          const int64_t *rows, int64_t count);

/* Ends what either of the two began. The elements must not be read any more. */
void ptir_rt_release_params(ptir_context *context, int64_t step);

/* Copies a strided tensor. Strides count elements. Every call is counted: the
   decode step must make none. */
void ptir_rt_copy(ptir_context *context, void *dst, const int64_t *dst_strides,
                  const void *src, const int64_t *src_strides,
                  const int64_t *dims, int32_t rank, int32_t element_bytes);

#ifdef __cplusplus
} // extern "C"

static_assert(sizeof(void *) == 8, "the ABI is 64-bit");
static_assert(sizeof(ptir_tensor) == 24, "ptir_tensor layout changed");
static_assert(sizeof(ptir_error_site) == 32, "ptir_error_site layout changed");
static_assert(sizeof(ptir_context) == 32, "ptir_context layout changed");
static_assert(sizeof(ptir_block) == 16, "ptir_block layout changed");
static_assert(sizeof(ptir_type_desc) == 16, "ptir_type_desc layout changed");
static_assert(sizeof(ptir_param_desc) == 40, "ptir_param_desc layout changed");
static_assert(sizeof(ptir_param_use) == 8, "ptir_param_use layout changed");
static_assert(sizeof(ptir_param_step) == 16, "ptir_param_step layout changed");
static_assert(sizeof(ptir_result_desc) == 24,
              "ptir_result_desc layout changed");
static_assert(sizeof(ptir_entry_desc) == 40, "ptir_entry_desc layout changed");
static_assert(sizeof(ptir_kernel_desc) == 40,
              "ptir_kernel_desc layout changed");
static_assert(sizeof(ptir_module_desc) == 56,
              "ptir_module_desc layout changed");
#endif

#endif /* PTIR_RUNTIME_ABI_H */
