def Demo_GoodOp : Demo_Op<"good"> {
  let description = [{
    - good_c1: x is a tensor (type
      constraint).
    - good_c2: axis is in range.

    ```mlir
    %y = ptir.good %x
    ```
  }];
}

def Demo_BadOp
    : Demo_Op<"bad", [Trait]> {
  let description = [{
    - bad_c1: is not on the page.
    - bad_c2: is not enforced.
    - bad_c3: is broken by no test.
    - bad_c4: is a type constraint here (type constraint).
    - good_c3: belongs to another op.
    - bad_c5: is described twice.
    - bad_c5: is described twice.
  }];
  let arguments = (ins Demo_Tensor:$x,
      OptionalAttr<I64Attr>:$axis);
}

class Demo_Class : Demo_Op {
  let arguments = (ins Demo_Tensor:$other);
}

def Demo_LostOp : Demo_Op<"lost"> {
}
