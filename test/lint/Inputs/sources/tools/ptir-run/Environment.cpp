const char *dir = std::getenv("HOME");
