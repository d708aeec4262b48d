//===- TorchOracle.cpp - What LibTorch makes of a case --------------------===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//
// The one file that includes LibTorch's headers. A function per op, from the
// arguments in wide types to the results in wide types.
//
//===----------------------------------------------------------------------===//

#include "TorchOracle.h"

#include "ptir/Support/ScalarInteger.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cmath>
#include <limits>
#include <map>

using namespace ptir;
using namespace ptir::conformance;

namespace {

/// A call, as the functions of the ops see it.
struct Question {
  const Case &testCase;
  std::vector<at::Tensor> args;
  const std::vector<Tensor> &results;

  const at::Tensor &operator[](size_t i) const { return args.at(i); }
  const Dims &resultDims() const { return results.front().dims; }
  ElementType argType(size_t i) const {
    return testCase.args.at(i).elementType;
  }
  ElementType resultType() const { return results.front().type; }

  const Attribute *find(const std::string &name) const {
    for (const Attribute &attribute : testCase.attributes)
      if (attribute.name == name)
        return &attribute;
    return nullptr;
  }
  Dims list(const std::string &name, Dims otherwise = {}) const {
    const Attribute *attribute = find(name);
    return attribute ? attribute->numbers : otherwise;
  }
  int64_t number(const std::string &name, int64_t otherwise = 0) const {
    const Attribute *attribute = find(name);
    return attribute ? attribute->numbers.at(0) : otherwise;
  }
  double real(const std::string &name) const {
    const Attribute *attribute = find(name);
    return attribute ? attribute->real : 0;
  }
  std::string word(const std::string &name) const {
    const Attribute *attribute = find(name);
    return attribute ? attribute->word : "";
  }
};

using Answer = std::vector<at::Tensor>;
using Function = Answer (*)(const Question &);

} // namespace

static at::ScalarType wideType(ElementType type) {
  if (type == ElementType::I1)
    return at::kBool;
  if (isComplex(type))
    return at::kComplexDouble;
  return isFloat(type) ? at::kDouble : at::kLong;
}

static at::Tensor widen(const Tensor &tensor) {
  at::Tensor wide = at::empty(tensor.dims, wideType(tensor.type));
  for (int64_t i = 0; i < tensor.size(); ++i) {
    if (tensor.type == ElementType::I1)
      wide.data_ptr<bool>()[i] = integerAt(tensor, i) != 0;
    else if (isComplex(tensor.type))
      wide.data_ptr<c10::complex<double>>()[i] = numberAt(tensor, i);
    else if (isFloat(tensor.type))
      wide.data_ptr<double>()[i] = numberAt(tensor, i).real();
    else
      wide.data_ptr<int64_t>()[i] = integerAt(tensor, i);
  }
  return wide;
}

/// The wide result in the type the op gives, rounded or wrapped once.
static Tensor narrow(at::Tensor wide, ElementType type) {
  wide = wide.to(wideType(type)).contiguous();
  Tensor tensor = zeros(type, wide.sizes().vec());
  for (int64_t i = 0; i < tensor.size(); ++i) {
    if (type == ElementType::I1)
      setNumber(tensor, i, double(wide.data_ptr<bool>()[i]));
    else if (isComplex(type))
      setNumber(tensor, i,
                std::complex<double>(wide.data_ptr<c10::complex<double>>()[i]));
    else if (isFloat(type))
      setNumber(tensor, i, wide.data_ptr<double>()[i]);
    else
      setInteger(tensor, i, wide.data_ptr<int64_t>()[i]);
  }
  return tensor;
}

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

/// LibTorch's own type of that name, for casts.
static std::optional<at::ScalarType> ownType(ElementType type) {
  switch (type) {
  case ElementType::I1:
    return at::kBool;
  case ElementType::SI8:
    return at::kChar;
  case ElementType::SI16:
    return at::kShort;
  case ElementType::SI32:
    return at::kInt;
  case ElementType::SI64:
    return at::kLong;
  case ElementType::UI8:
    return at::kByte;
  case ElementType::BF16:
    return at::kBFloat16;
  case ElementType::F16:
    return at::kHalf;
  case ElementType::F32:
    return at::kFloat;
  case ElementType::F64:
    return at::kDouble;
  case ElementType::CF32:
    return at::kComplexFloat;
  case ElementType::CF64:
    return at::kComplexDouble;
  default:
    return std::nullopt;
  }
}

/// Both in LibTorch's own types, since the cast is what is asked about.
static Answer castTypes(const Question &q) {
  auto from = ownType(q.argType(0)), to = ownType(q.resultType());
  TORCH_CHECK(from && to, "no such cast");
  return {q[0].to(*from).to(*to)};
}

static Answer sign(const Question &q) {
  // at::sign makes 0 of NaN.
  if (!q[0].is_floating_point())
    return {at::sign(q[0])};
  return {at::where(at::isnan(q[0]), q[0], at::sign(q[0]))};
}

/// Part by part: LibTorch multiplies the right-hand side by a complex 1, which
/// makes NaN of infinities.
template <int64_t factor>
static Answer addScaled(const Question &q) {
  if (!q[0].is_complex())
    return {at::add(q[0], q[1], factor)};
  return {at::view_as_complex(
      at::add(at::view_as_real(q[0]), at::view_as_real(q[1]), factor))};
}

static Answer divide(const Question &q) {
  if (q[0].is_floating_point() || q[0].is_complex())
    return {at::div(q[0], q[1])};
  return {at::div(q[0], q[1], "trunc")};
}

static Answer compare(const Question &q) {
  static const std::map<std::string,
                        at::Tensor (*)(const at::Tensor &, const at::Tensor &)>
      functions = {{"lt", at::lt}, {"le", at::le}, {"eq", at::eq},
                   {"ge", at::ge}, {"gt", at::gt}, {"ne", at::ne}};
  return {functions.at(q.word("direction"))(q[0], q[1])};
}

static Answer clamp(const Question &q) {
  return {at::minimum(at::maximum(q[0], q[1]), q[2])};
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

static Answer slice(const Question &q) {
  Dims starts = q.list("starts"), strides = q.list("strides");
  at::Tensor x = q[0];
  for (size_t i = 0; i < starts.size(); ++i) {
    int64_t stride = strides.empty() ? 1 : strides[i];
    int64_t size = q.resultDims()[i];
    int64_t end = size == 0 ? starts[i] : starts[i] + (size - 1) * stride + 1;
    x = at::slice(x, int64_t(i), starts[i], end, stride);
  }
  return {x};
}

/// low, interior and high along one axis; negative ends crop.
static at::Tensor padAxis(const at::Tensor &x, int64_t axis, int64_t low,
                          int64_t high, int64_t interior,
                          const at::Scalar &value) {
  int64_t extent = x.size(axis);
  int64_t inner = extent + std::max<int64_t>(extent - 1, 0) * interior;
  Dims dims = x.sizes().vec();
  int64_t left = std::max<int64_t>(low, 0), right = std::max<int64_t>(high, 0);
  dims[axis] = left + inner + right;
  at::Tensor padded = at::full(dims, value, x.options());
  if (extent > 0)
    padded.slice(axis, left, left + inner, interior + 1).copy_(x);
  int64_t begin = std::max<int64_t>(-low, 0);
  int64_t end = padded.size(axis) - std::max<int64_t>(-high, 0);
  return padded.slice(axis, begin, end);
}

static at::Scalar padValue(const Question &q) {
  return at::Scalar(q.real("pad_value"));
}

static Answer pad(const Question &q) {
  Dims low = q.list("low"), high = q.list("high"),
       interior = q.list("interior");
  at::Tensor x = q[0];
  for (size_t i = 0; i < low.size(); ++i)
    x = padAxis(x, int64_t(i), low[i], high[i], interior[i], padValue(q));
  return {x};
}

static Answer concat(const Question &q) {
  return {at::cat(q.args, q.number("axis"))};
}

static Answer iota(const Question &q) {
  int64_t axis = q.number("axis");
  int64_t rank = int64_t(q.resultDims().size());
  Dims shape(rank, 1);
  axis += axis < 0 ? rank : 0;
  shape[axis] = q.resultDims()[axis];
  return {at::arange(shape[axis]).reshape(shape).expand(q.resultDims())};
}

//===----------------------------------------------------------------------===//
// Contractions and reductions
//===----------------------------------------------------------------------===//

static int64_t extentsOf(const at::Tensor &x, const Dims &axes) {
  int64_t count = 1;
  for (int64_t axis : axes)
    count *= x.size(axis);
  return count;
}

static Dims otherAxes(const at::Tensor &x, const Dims &some, const Dims &more) {
  Dims rest;
  for (int64_t i = 0; i < x.dim(); ++i)
    if (std::find(some.begin(), some.end(), i) == some.end() &&
        std::find(more.begin(), more.end(), i) == more.end())
      rest.push_back(i);
  return rest;
}

static at::Tensor asThreeAxes(const at::Tensor &x, const Dims &first,
                              const Dims &second, const Dims &third) {
  Dims perm = first;
  perm.insert(perm.end(), second.begin(), second.end());
  perm.insert(perm.end(), third.begin(), third.end());
  return x.permute(perm).reshape(
      {extentsOf(x, first), extentsOf(x, second), extentsOf(x, third)});
}

static Answer dotGeneral(const Question &q) {
  Dims batchLhs = q.list("batch_lhs"), batchRhs = q.list("batch_rhs"),
       contractLhs = q.list("contract_lhs"),
       contractRhs = q.list("contract_rhs");
  at::Tensor lhs = asThreeAxes(
      q[0], batchLhs, otherAxes(q[0], batchLhs, contractLhs), contractLhs);
  at::Tensor rhs = asThreeAxes(q[1], batchRhs, contractRhs,
                               otherAxes(q[1], batchRhs, contractRhs));
  return {at::bmm(lhs, rhs).reshape(q.resultDims())};
}

/// Over axes, which LibTorch takes to be all when there are none.
static at::Tensor reduceAxes(const at::Tensor &x, const Dims &axes,
                             bool keepDims, const std::string &kind) {
  if (axes.empty())
    return x;
  if (kind == "sum")
    return at::sum(x, axes, keepDims);
  return kind == "max" ? at::amax(x, axes, keepDims)
                       : at::amin(x, axes, keepDims);
}

static Answer reduce(const Question &q) {
  return {reduceAxes(q[0], q.list("axes"), q.number("keepdims") != 0,
                     q.word("kind"))};
}

static Answer argmax(const Question &q) {
  return {at::argmax(q[0], q.number("axis"), q.number("keepdims") != 0)};
}

static Answer topK(const Question &q) {
  int64_t axis = q.number("axis");
  auto [values, positions] =
      at::sort(q[0], /*stable=*/true, axis, q.number("largest", 1) != 0);
  return {values.narrow(axis, 0, q.number("k")),
          positions.narrow(axis, 0, q.number("k"))};
}

/// The identity of a kind of reduction, as a number of the wide type.
static at::Scalar identity(const std::string &kind, ElementType type) {
  if (kind == "sum")
    return at::Scalar(0);
  bool isMax = kind == "max";
  if (isFloat(type)) {
    // Of the accumulator, which is wide enough to have infinities.
    double highest = std::numeric_limits<double>::infinity();
    return at::Scalar(isMax ? -highest : highest);
  }
  if (type == ElementType::I1)
    return at::Scalar(!isMax);
  unsigned bits = valueBits(type);
  if (isSignedInteger(type))
    return at::Scalar(isMax ? minSigned(bits) : maxSigned(bits));
  return at::Scalar(isMax ? int64_t(0) : int64_t(maxUnsigned(bits)));
}

/// Splits an axis into the positions of windows and what each window sees:
/// [… n …] becomes [… out, window …].
static at::Tensor windowAxis(const at::Tensor &x, int64_t axis, int64_t window,
                             int64_t stride, int64_t dilation) {
  int64_t reach = (window - 1) * dilation + 1;
  int64_t out = x.size(axis) < reach ? 0 : (x.size(axis) - reach) / stride + 1;
  at::Tensor positions = (at::arange(out).unsqueeze(1) * stride +
                          at::arange(window).unsqueeze(0) * dilation)
                             .flatten()
                             .to(at::kLong);
  Dims dims = x.sizes().vec();
  dims[axis] = out;
  dims.insert(dims.begin() + axis + 1, window);
  return at::index_select(x, axis, positions).reshape(dims);
}

static Answer reduceWindow(const Question &q) {
  size_t rank = q[0].dim();
  Dims ones(rank, 1), none(2 * rank, 0);
  Dims window = q.list("window"), strides = q.list("strides", ones),
       base = q.list("base_dilation", ones),
       dilation = q.list("window_dilation", ones),
       padding = q.list("padding", none);
  at::Tensor x = q[0];
  Dims reduced;
  for (size_t i = 0; i < rank; ++i) {
    int64_t axis = int64_t(2 * i);
    x = padAxis(x, axis, padding[2 * i], padding[2 * i + 1], base[i] - 1,
                identity(q.word("kind"), q.argType(0)));
    x = windowAxis(x, axis, window[i], strides[i], dilation[i]);
    reduced.push_back(axis + 1);
  }
  return {reduceAxes(x, reduced, false, q.word("kind"))};
}

static Answer extractPatches(const Question &q) {
  Dims window = q.list("window"), strides = q.list("strides"),
       dilation = q.list("dilation"), padding = q.list("padding");
  at::Tensor x = q[0];
  Dims perm = {0};
  for (size_t i = 0; i < window.size(); ++i) {
    int64_t axis = int64_t(1 + 2 * i);
    x = padAxis(x, axis, padding[2 * i], padding[2 * i + 1], 0, padValue(q));
    x = windowAxis(x, axis, window[i], strides[i], dilation[i]);
    perm.push_back(axis);
  }
  for (size_t i = 0; i < window.size(); ++i)
    perm.push_back(int64_t(2 + 2 * i));
  perm.push_back(x.dim() - 1);
  return {x.permute(perm).reshape(q.resultDims())};
}

//===----------------------------------------------------------------------===//
// Indexing
//===----------------------------------------------------------------------===//

static Answer take(const Question &q) {
  return {at::index_select(q[0], 0, q[1].flatten()).reshape(q.resultDims())};
}

static Answer scatterReduce(const Question &q) {
  int64_t axis = q.number("axis");
  std::string kind = q.word("kind");
  if (kind == "replace")
    return {at::scatter(q[0], axis, q[1], q[2])};
  return {at::scatter_reduce(q[0], axis, q[1], q[2],
                             kind == "add"   ? "sum"
                             : kind == "max" ? "amax"
                                             : "amin")};
}

/// Rows of the first axis only: whatever else the attributes can say is checked
/// by hand.
static Answer scatterAdd(const Question &q) {
  TORCH_CHECK(q.list("scatter_dims_to_operand_dims") == Dims{0} &&
                  q.list("inserted_window_dims") == Dims{0},
              "only rows");
  Dims dims = q[0].sizes().vec();
  dims[0] = q[1].numel();
  return {at::index_add(q[0], 0, q[1].flatten(), q[2].reshape(dims))};
}

static Answer segmentReduce(const Question &q) {
  std::string kind = q.word("kind");
  at::Tensor start =
      at::full(q.resultDims(), identity(kind, q.argType(0)), q[0].options());
  if (kind == "sum")
    return {at::index_add(start, 0, q[1], q[0])};
  Dims shape(q[0].dim(), 1);
  shape[0] = q[1].numel();
  return {at::scatter_reduce(start, 0, q[1].reshape(shape).expand_as(q[0]),
                             q[0], "amax")};
}

static int64_t clampedStart(const at::Tensor &start, int64_t axis,
                            int64_t room) {
  return std::clamp<int64_t>(start[axis].item<int64_t>(), 0, room);
}

static at::Tensor window(at::Tensor x, const at::Tensor &start,
                         const Dims &sizes) {
  for (int64_t i = 0; i < x.dim(); ++i)
    x = x.narrow(i, clampedStart(start, i, x.size(i) - sizes[i]), sizes[i]);
  return x;
}

static Answer dynamicSlice(const Question &q) {
  return {window(q[0], q[1], q.resultDims())};
}

static Answer dynamicUpdateSlice(const Question &q) {
  at::Tensor x = q[0].clone();
  window(x, q[2], q[1].sizes().vec()).copy_(q[1]);
  return {x};
}

//===----------------------------------------------------------------------===//
// Quantisation and normalisation
//===----------------------------------------------------------------------===//

/// A scale or zero point, so that it broadcasts along its axis.
static at::Tensor along(const Question &q, size_t arg) {
  if (q[arg].dim() == 0)
    return q[arg];
  Dims shape(q[0].dim(), 1);
  shape[q.number("axis")] = q[arg].numel();
  return q[arg].reshape(shape);
}

/// Rounded, moved by the zero point, saturated.
static at::Tensor quantised(const Question &q, at::Tensor scaled,
                            const at::Tensor &zero) {
  at::Tensor moved = at::round(scaled).to(at::kDouble) + zero;
  if (isFloat(q.resultType())) {
    double limit = q.resultType() == ElementType::F8E4M3FN ? 448 : 57344;
    return at::clamp(at::where(at::isnan(moved), zero.to(at::kDouble), moved),
                     -limit, limit);
  }
  double lowest = identity("max", q.resultType()).toDouble();
  double highest = identity("min", q.resultType()).toDouble();
  return at::clamp(at::where(at::isnan(moved), zero.to(at::kDouble), moved),
                   lowest, highest);
}

static Answer quantize(const Question &q) {
  at::ScalarType type =
      q.argType(0) == ElementType::F64 ? at::kDouble : at::kFloat;
  return {quantised(q, q[0].to(type) / along(q, 1).to(type), along(q, 2))};
}

static Answer dequantize(const Question &q) {
  return {(q[0] - along(q, 2)).to(at::kDouble) * along(q, 1)};
}

static Answer requantize(const Question &q) {
  at::Tensor real = (q[0] - along(q, 2)).to(at::kDouble) * along(q, 1);
  return {quantised(q, real / along(q, 3), along(q, 4))};
}

static Answer layerNorm(const Question &q) {
  int64_t axis = q.number("axis");
  at::Tensor last = at::movedim(q[0], axis, -1);
  at::Tensor normal =
      at::layer_norm(last, {last.size(-1)}, q[1], q[2], q.real("epsilon"));
  return {at::movedim(normal, -1, axis)};
}

//===----------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------===//

template <at::Tensor (*function)(const at::Tensor &)>
static Answer unary(const Question &q) {
  return {function(q[0])};
}
template <at::Tensor (*function)(const at::Tensor &, const at::Tensor &)>
static Answer binary(const Question &q) {
  return {function(q[0], q[1])};
}

static const std::map<std::string, Function> &functions() {
  static const std::map<std::string, Function> table = {
      {"neg", unary<at::neg>},
      {"abs", unary<at::abs>},
      {"exp", unary<at::exp>},
      {"log", unary<at::log>},
      {"tanh", unary<at::tanh>},
      {"erf", unary<at::erf>},
      {"rsqrt", unary<at::rsqrt>},
      {"reciprocal", unary<at::reciprocal>},
      {"sqrt", unary<at::sqrt>},
      {"sin", unary<at::sin>},
      {"cos", unary<at::cos>},
      {"floor", unary<at::floor>},
      {"ceil", unary<at::ceil>},
      {"round_nearest_even", unary<at::round>},
      {"logistic", unary<at::sigmoid>},
      {"is_finite", unary<at::isfinite>},
      {"not", unary<at::bitwise_not>},
      {"stop_gradient", unary<at::alias>},
      {"sign", sign},
      {"add", addScaled<1>},
      {"sub", addScaled<-1>},
      {"mul", binary<at::mul>},
      {"div", divide},
      {"maximum", binary<at::maximum>},
      {"minimum", binary<at::minimum>},
      {"pow", binary<at::pow>},
      {"remainder", binary<at::fmod>},
      {"and", binary<at::bitwise_and>},
      {"or", binary<at::bitwise_or>},
      {"xor", binary<at::bitwise_xor>},
      {"compare", compare},
      {"select",
       [](const Question &q) -> Answer {
         return {at::where(q[0], q[1], q[2])};
       }},
      {"clamp", clamp},
      {"cast", castTypes},
      {"reshape",
       [](const Question &q) -> Answer {
         return {q[0].reshape(q.resultDims())};
       }},
      {"transpose",
       [](const Question &q) -> Answer {
         return {q[0].permute(q.list("perm"))};
       }},
      {"broadcast_to",
       [](const Question &q) -> Answer {
         return {q[0].expand(q.resultDims())};
       }},
      {"slice", slice},
      {"concat", concat},
      {"pad", pad},
      {"tile",
       [](const Question &q) -> Answer {
         return {q[0].repeat(q.list("repeats"))};
       }},
      {"iota", iota},
      {"dot_general", dotGeneral},
      {"reduce", reduce},
      {"argmax", argmax},
      {"top_k", topK},
      {"reduce_window", reduceWindow},
      {"extract_patches", extractPatches},
      {"take", take},
      {"gather",
       [](const Question &q) -> Answer {
         return {at::gather(q[0], q.number("axis"), q[1])};
       }},
      {"scatter_reduce", scatterReduce},
      {"scatter_add", scatterAdd},
      {"segment_reduce", segmentReduce},
      {"dynamic_slice", dynamicSlice},
      {"dynamic_update_slice", dynamicUpdateSlice},
      {"quantize", quantize},
      {"dequantize", dequantize},
      {"requantize", requantize},
      {"layer_norm", layerNorm},
  };
  return table;
}

bool conformance::torchHolds(ElementType type) {
  return type != ElementType::UI64;
}

StatusOr<std::vector<Tensor>>
conformance::askTorch(const Case &testCase, const std::vector<Tensor> &args,
                      const std::vector<Tensor> &results) {
  // The thread pool belongs to the code under test.
  static const bool once = (at::set_num_threads(1), true);
  (void)once;
  auto known = functions().find(testCase.op);
  if (known == functions().end())
    return Status::failure("it lacks " + testCase.op);
  try {
    Question question{testCase, {}, results};
    for (const Tensor &arg : args)
      question.args.push_back(widen(arg));
    Answer answer = known->second(question);
    std::vector<Tensor> narrowed;
    for (size_t i = 0; i < answer.size(); ++i)
      narrowed.push_back(narrow(answer[i], results.at(i).type));
    return narrowed;
  } catch (const std::exception &error) {
    return Status::failure(error.what());
  }
}
