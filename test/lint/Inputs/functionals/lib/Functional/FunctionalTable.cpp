const Row table[] = {
    {"row_sort", "rowSort(x[..., N]) -> x", "sorts", "Rows.h",
     "rows::sort"},
    {"row_max",
     "rowMax(x[..., N]) -> [...], "
     "a long one", "the largest", "Row.h", ""},
    {"row_min", "rowMin(x) -> [...]", "the smallest", "Rows.h", ""},
};
