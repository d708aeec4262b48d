// CHECK: module
