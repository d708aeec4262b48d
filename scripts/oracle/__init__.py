"""PyTorch beside ptir-run: exporters of checkpoints, and comparisons.

Read by scripts/export.py and scripts/eval.py. Modules, from the bottom:

errors            what the person who called can put right
tensor_files      safetensors and PyTorch files to tensors and back
ptir_run          the program under test
difference        how far two tensors are apart
vision            torchvision's networks, their folding and names
gpt2              a GPT-2 of a hundred lines, and its names
sources           where the weights of a model come from
checkpoints       what is written for ptir-run, and read back
cases             one model with one workload, on both sides
suites            files that list cases
report            results as table, JSON, CSV
"""
