def GoodPass : Pass<"ptir-good"> {
  let summary = "Show what a pass looks like";
  let description = [{
    ```mlir
    %y = "a"() { x } : () -> ()
    ```
    ==>
    ```mlir
    %y = "b"() : () -> ()
    ```
  }];
  let statistics = [Statistic<"numRewritten", "num-rewritten", "Rewritten">];
}

def BarePass : Pass<"ptir-bare", "::mlir::ModuleOp"> {
  let description = [{ }];
}

def Vague : Pass<"ptir-vague"> {
  let summary = "Improve things";
  let description = [{ Improves things. }];
  let statistics = [];
}
