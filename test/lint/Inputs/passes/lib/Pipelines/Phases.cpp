  static const std::vector<Phase> phases = {
      {"first", "a description "
                "of two lines", buildFirst, {"func", "ptir"}, {}},
      {"second", "another one", buildSecond, {"llvm"}, {}},
  };
