//===- PTIRBase.td - Types and base classes of the ops -*- tablegen -*-===//
//
// Part of the PTIR project, under the Apache License v2.0.
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#ifndef PTIR_DIALECT_PTIR_IR_PTIRBASE_TD
#define PTIR_DIALECT_PTIR_IR_PTIRBASE_TD

include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/CommonTypeConstraints.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "ptir/Dialect/PTIR/IR/PTIRAttributes.td"

//===----------------------------------------------------------------------===//
// Element types (docs/spec, section 1)
//===----------------------------------------------------------------------===//

def PTIR_SignedInt : AnyTypeOf<[SI<4>, SI8, SI16, SI32, SI64],
    "signed integer">;
def PTIR_UnsignedInt : AnyTypeOf<[UI<4>, UI8, UI16, UI32, UI64],
    "unsigned integer">;
def PTIR_Int : AnyTypeOf<[SI<4>, SI8, SI16, SI32, SI64,
                          UI<4>, UI8, UI16, UI32, UI64], "integer">;
def PTIR_Float : AnyTypeOf<[F8E4M3FN, F8E5M2, BF16, F16, F32, F64], "float">;
def PTIR_Complex : AnyTypeOf<[Complex<F32>, Complex<F64>], "complex">;
def PTIR_Element : AnyTypeOf<[I1, PTIR_Int, PTIR_Float, PTIR_Complex],
    "PTIR element">;

// A ranked tensor without an encoding: storage is dense row-major.
class PTIR_TensorOf<list<Type> elements, string summary>
    : Type<And<[RankedTensorOf<elements>.predicate,
                CPred<"!::llvm::cast<::mlir::RankedTensorType>($_self)"
                      ".getEncoding()">]>,
           "ranked tensor of " # summary, "::mlir::RankedTensorType">;

def PTIR_Tensor : PTIR_TensorOf<[PTIR_Element], "PTIR elements">;
def PTIR_NumericTensor
    : PTIR_TensorOf<[PTIR_Int, PTIR_Float, PTIR_Complex],
                    "integers, floats or complex numbers">;
def PTIR_InexactTensor
    : PTIR_TensorOf<[PTIR_Float, PTIR_Complex], "floats or complex numbers">;
def PTIR_FloatTensor : PTIR_TensorOf<[PTIR_Float], "floats">;
def PTIR_IntTensor : PTIR_TensorOf<[PTIR_Int], "integers">;
def PTIR_RealTensor
    : PTIR_TensorOf<[PTIR_Int, PTIR_Float], "integers or floats">;
def PTIR_OrderedTensor
    : PTIR_TensorOf<[I1, PTIR_Int, PTIR_Float], "i1, integers or floats">;
def PTIR_BitsTensor : PTIR_TensorOf<[I1, PTIR_Int], "integers or i1">;
def PTIR_QuantizedTensor
    : PTIR_TensorOf<[PTIR_Int, F8E4M3FN, F8E5M2], "integers or 8-bit floats">;
def PTIR_PredTensor : PTIR_TensorOf<[I1], "i1">;
def PTIR_IndexTensor : PTIR_TensorOf<[SI32, SI64], "si32 or si64 indices">;

// A run-time extent: one `tensor<si64>`.
def PTIR_Extent
    : Type<CPred<"::ptir::isExtentType($_self)">,
           "tensor<si64>, an extent", "::mlir::RankedTensorType">,
      BuildableType<"::ptir::getExtentType($_builder.getContext())">;

// The predicate of a region: one `tensor<i1>`.
def PTIR_Pred
    : Type<CPred<"::ptir::isPredType($_self)">, "tensor<i1>, a predicate",
           "::mlir::RankedTensorType">,
      BuildableType<"::ptir::getPredType($_builder.getContext())">;

// The seed of random numbers: one `tensor<ui64>`.
def PTIR_Seed
    : Type<CPred<"::ptir::isSeedType($_self)">, "tensor<ui64>, a seed",
           "::mlir::RankedTensorType">,
      BuildableType<"::ptir::getSeedType($_builder.getContext())">;

//===----------------------------------------------------------------------===//
// Base classes
//===----------------------------------------------------------------------===//

// Every op reifies its result extents, so that lowering never guesses.
class PTIR_Op<string mnemonic, list<Trait> traits = []>
    : Op<PTIR_Dialect, mnemonic, traits>;

// An op without effects that cannot fail at run time.
class PTIR_PureOp<string mnemonic, list<Trait> traits = []>
    : PTIR_Op<mnemonic, !listconcat([Pure], traits)>;

// An op without effects that may fail at run time: removable when unused, but
// never executed on a path that did not ask for it.
class PTIR_FailingOp<string mnemonic, list<Trait> traits = []>
    : PTIR_Op<mnemonic, !listconcat(
          [NoMemoryEffect,
           DeclareOpInterfaceMethods<ConditionallySpeculatable>], traits)>;

// The op computes its result types from its operands and attributes; the same
// function verifies the rules (labels `<op>_cN`) and reports with notes.
def PTIR_InferTypes : TraitList<[InferTypeOpAdaptor]>;

// The op gives its result extents as values (ReifyRankedShapedTypeOpInterface).
def PTIR_Reify : TraitList<
    [DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface,
                               ["reifyResultShapes"]>]>;

#endif // PTIR_DIALECT_PTIR_IR_PTIRBASE_TD
