static llvm::cl::opt<bool> hidden("hidden");

void run(Operation *op) {
  if (std::getenv("PTIR_FAST"))
    (void)applyPatternsGreedily(op, patterns);
  applyPartialConversion(op, target, patterns);
  if (failed(applyFullConversion(op, target, patterns)))
    llvm::errs() << "failed";
  LogicalResult result = applyPatternsGreedily(op, patterns);
  std::printf("done\n"); // TODO: say what
  std::abort();
}
