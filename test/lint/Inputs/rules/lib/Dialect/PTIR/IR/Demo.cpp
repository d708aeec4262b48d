/// Checks the rules of good and bad.
bool verify() {
  return axis < rank && // good_c2 bad_c1 bad_c3
         shape.size() == rank; // bad_c5, and bad_c9 which is none
}
int bad_c2; // a name in code is no comment
