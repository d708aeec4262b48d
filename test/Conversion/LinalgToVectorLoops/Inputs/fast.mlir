// Lowers the functions marked `fast`; vector-width 256 for `fast = 256`.
module attributes {transform.with_named_sequence} {
  transform.named_sequence @__transform_main(
      %module: !transform.any_op {transform.readonly}) {
    %fast = transform.structured.match ops{["func.func"]}
        attributes {fast} in %module
        : (!transform.any_op) -> !transform.any_op
    transform.apply_registered_pass "ptir-linalg-to-vector-loops" to %fast
        : (!transform.any_op) -> !transform.any_op
    %narrow = transform.structured.match ops{["func.func"]}
        attributes {fast256} in %module
        : (!transform.any_op) -> !transform.any_op
    transform.apply_registered_pass "ptir-linalg-to-vector-loops"
        with options = {"vector-width" = 256} to %narrow
        : (!transform.any_op) -> !transform.any_op
    transform.yield
  }
}
