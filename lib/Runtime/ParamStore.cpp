//===- ParamStore.cpp - Parameters in the form code wants -------*- C++ -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#include "ptir/Runtime/ParamStore.h"
#include "ParamDerivation.h"
#include "ParamStream.h"
#include "SpilledTensors.h"

#include "ptir/Runtime/KernelLibrary.h"
#include "ptir/Support/DerivedParam.h"

#include <utility>

namespace ptir::runtime {

ParamStore::ParamStore(std::unique_ptr<ParamSource> source, ThreadPool pool)
    : source(std::move(source)), pool(pool) {}
ParamStore::~ParamStore() = default;

ParamCounters ParamStore::counters() const {
  std::lock_guard<std::mutex> lock(mutex);
  return counts;
}

static std::string shapeText(const std::vector<int64_t> &dims) {
  return extentsText(dims.data(), static_cast<int32_t>(dims.size()));
}

static Status checkShape(const std::string &where,
                         const std::vector<int64_t> &wanted,
                         const std::vector<int64_t> &found) {
  bool equal = wanted.size() == found.size();
  for (size_t i = 0; equal && i < wanted.size(); ++i)
    equal = wanted[i] == found[i] || wanted[i] == PTIR_DYNAMIC;
  if (equal)
    return Status::success();
  return Status::failure(where + ": expected shape " + shapeText(wanted) +
                         ", found " + shapeText(found));
}

static Status checkType(const std::string &where, ElementType wanted,
                        ElementType found) {
  if (canConvert(found, wanted))
    return Status::success();
  std::string accepted(elementTypeName(wanted));
  if (wanted == ElementType::F32)
    accepted += ", f16 or bf16";
  return Status::failure(where + ": expected element type " + accepted +
                         ", found " + std::string(elementTypeName(found)));
}

static std::string formKey(const ParamRequest &request) {
  std::string key(request.name);
  key += '\0';
  key += request.layout;
  key += '\0';
  key += elementTypeName(request.type);
  if (isLibraryLayout(request.layout))
    key += '\0' + std::to_string(request.threads);
  return key;
}

/// Whether the form is one of a matrix [K, N] or [N, K].
static bool namesExtents(ParamForm form) {
  return form.layout != ParamLayout::Plain;
}

/// How the form is made of what the source, or the module, has.
StatusOr<FormRecipe> ParamStore::recipeOf(const ParamRequest &request) {
  bool isLibrarys = isLibraryLayout(request.layout);
  std::optional<ParamForm> form =
      isLibrarys ? ParamForm() : parseParamForm(request.layout);
  if (!form)
    return Status::failure("parameter '" + std::string(request.name) +
                           "': expected a layout of docs/formats.md, found '" +
                           std::string(request.layout) + "'");
  bool isDerived = isDerivedParam(request.name);
  StatusOr<SourceTensor> tensor = !isDerived ? source->find(request.name)
                                  : spilled  ? spilled->find(request.name)
                                             : provided.find(request.name);
  if (!tensor.ok() && isDerived && spilled)
    tensor = SourceTensor{"parameter '" + std::string(request.name) + "'",
                          request.type, request.dims, nullptr};
  if (!tensor.ok())
    return tensor.status();
  Status valid = checkShape(tensor->where, request.dims, tensor->dims);
  if (valid.ok())
    valid = checkType(tensor->where, request.type, tensor->type);
  if (valid.ok() && namesExtents(*form) && tensor->dims.size() != 2)
    valid = Status::failure(tensor->where + ": expected rank 2 for layout '" +
                            std::string(request.layout) + "', found shape " +
                            shapeText(tensor->dims));
  bool isF32 = request.type == ElementType::F32;
  if (valid.ok() && form->storage != ParamStorage::Wanted && !isF32)
    valid = Status::failure(tensor->where + ": expected f32 for layout '" +
                            std::string(request.layout) + "', found " +
                            std::string(elementTypeName(request.type)));
  if (valid.ok() && isLibrarys && !isF32)
    valid = Status::failure(tensor->where + ": expected f32 to pack, found " +
                            std::string(elementTypeName(request.type)));
  if (!valid.ok())
    return valid;
  FormRecipe recipe{std::move(*tensor), request.type, *form, std::nullopt};
  if (!isLibrarys)
    return recipe;
  StatusOr<ResolvedKernel> kernel =
      resolveKernel(request.layout, request.threads);
  if (!kernel.ok())
    return Status::failure(recipe.tensor.where + ": " + kernel.message());
  recipe.kernel = std::move(*kernel);
  return recipe;
}

StatusOr<FormRecipe> ParamStore::recipe(const ParamRequest &request) {
  std::lock_guard<std::mutex> lock(mutex);
  return recipeOf(request);
}

void ParamStore::limitResident(int64_t bytes) {
  spilled = std::make_unique<SpilledTensors>();
  streamed = std::make_shared<ParamStream>(bytes);
}

ParamStreamCounters ParamStore::streamCounters() const {
  if (!streamed)
    return {};
  StreamCounters counters = streamed->counters();
  return {counters.loadedBytes, counters.reads.bytes,
          counters.reads.nanoseconds, counters.peakBytes};
}

Status ParamStore::spill(const std::string &name, const TensorView &tensor) {
  std::lock_guard<std::mutex> lock(mutex);
  return spilled->add(name, tensor);
}

StatusOr<const void *> ParamStore::acquire(const ParamRequest &request) {
  std::lock_guard<std::mutex> lock(mutex);
  std::string key = formKey(request);
  if (auto known = forms.find(key); known != forms.end()) {
    Status shape =
        checkShape(known->second.where, request.dims, known->second.dims);
    if (!shape.ok())
      return shape;
    return known->second.data;
  }
  StatusOr<FormRecipe> recipe = recipeOf(request);
  if (!recipe.ok())
    return recipe.status();
  Made made;
  StatusOr<const void *> data =
      recipe->kernel
          ? pack(*recipe, made.buffer)
          : derive(recipe->tensor, request.type, recipe->form, made.buffer);
  if (!data.ok())
    return data;
  made.data = *data;
  made.dims = std::move(recipe->tensor.dims);
  made.where = std::move(recipe->tensor.where);
  forms.emplace(std::move(key), std::move(made));
  return *data;
}

void ParamStore::provide(std::string name, HostTensor tensor) {
  std::lock_guard<std::mutex> lock(mutex);
  if (!provided.find(name).ok())
    provided.add(std::move(name), std::move(tensor));
}

void ParamStore::forgetCopied() {
  std::lock_guard<std::mutex> lock(mutex);
  provided.removeIf([&](const std::string &name, const HostTensor &tensor) {
    bool isUsed = false;
    for (const auto &[key, form] : forms) {
      if (form.data == tensor.data())
        return false;
      isUsed |=
          key.compare(0, name.size() + 1, name.c_str(), name.size() + 1) == 0;
    }
    return isUsed;
  });
}

/// A kernel library's form, made from the plain one, which is not kept.
StatusOr<const void *> ParamStore::pack(const FormRecipe &recipe,
                                        Buffer &buffer) {
  const SourceTensor &tensor = recipe.tensor;
  Buffer plain;
  StatusOr<const void *> source =
      derive(tensor, recipe.type, ParamForm(), plain);
  if (!source.ok())
    return source;
  StatusOr<Buffer> packed = recipe.kernel->library->pack(
      recipe.kernel->request, tensor.dims, static_cast<const float *>(*source));
  if (!packed.ok())
    return Status::failure(tensor.where + ": " + packed.message());
  buffer = std::move(*packed);
  // A plain form that was made for this is freed.
  counts.derivedBytes += static_cast<uint64_t>(buffer.size());
  counts.derivedBytes -= static_cast<uint64_t>(plain.size());
  if (tensor.file && *source == tensor.data)
    counts.releasedBytes += tensor.file->release(
        static_cast<size_t>(tensor.data - tensor.file->data()),
        static_cast<size_t>(*denseBytes(
            tensor.dims.data(), static_cast<int32_t>(tensor.dims.size()),
            tensor.type)));
  return static_cast<const void *>(buffer.data());
}

StatusOr<const void *> ParamStore::derive(const SourceTensor &tensor,
                                          ElementType type, ParamForm form,
                                          Buffer &buffer) {
  int64_t bytes =
      *denseBytes(tensor.dims.data(), static_cast<int32_t>(tensor.dims.size()),
                  tensor.type);
  bool aligned =
      reinterpret_cast<uintptr_t>(tensor.data) % storageBytes(type) == 0;
  if (form == ParamForm() && type == tensor.type && aligned) {
    counts.inPlaceBytes += static_cast<uint64_t>(bytes);
    return static_cast<const void *>(tensor.data);
  }

  // Without elements the extents are beyond the sizes that memory bounds.
  int64_t K = 0, N = 0;
  if (bytes && !namesExtents(form)) {
    K = 1;
    N = bytes / storageBytes(tensor.type);
  } else if (bytes) {
    bool isTransposed = form.layout != ParamLayout::Panels64;
    K = tensor.dims[isTransposed ? 1 : 0];
    N = tensor.dims[isTransposed ? 0 : 1];
  }
  ParamDerivation derivation{form, tensor.type, type,   K,
                             N,    tensor.data, nullptr};
  StatusOr<Buffer> memory =
      Buffer::allocate(derivation.targetBytes(), Buffer::Pages::Huge);
  if (!memory.ok())
    return Status::failure(tensor.where + ": " + memory.message());
  buffer = std::move(*memory);
  derivation.target = static_cast<unsigned char *>(buffer.data());

  // The pages of a slice are given back once it has been read; those at its
  // border wait for the next slice.
  size_t base = 0, released = 0;
  if (tensor.file)
    base = static_cast<size_t>(tensor.data - tensor.file->data());
  auto next = [&](int64_t begin, int64_t end) {
    if (!tensor.file)
      return true;
    if (end > begin)
      tensor.file->willNeed(base + static_cast<size_t>(begin),
                            static_cast<size_t>(end - begin));
    released += tensor.file->release(base + released,
                                     static_cast<size_t>(begin) - released);
    return true;
  };
  if (Status made = runtime::derive(derivation, pool, next); !made.ok())
    return Status::failure(tensor.where + ": " + made.message());
  counts.convertedBytes += static_cast<uint64_t>(derivation.sourceBytes());
  counts.derivedBytes += static_cast<uint64_t>(derivation.targetBytes());
  counts.releasedBytes += released;
  return static_cast<const void *>(buffer.data());
}

} // namespace ptir::runtime
