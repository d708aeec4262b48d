#!/usr/bin/python3
"""Writes checkpoints that ptir-run reads out of PyTorch models.

Models are torchvision's resnet18, resnet34, resnet50 and mobilenet_v2, and
GPT-2 in the Hugging Face layout. Without --source the weights are random and
depend on the seed only; nothing is downloaded unless --pretrained asks for it.
"""

import argparse
import json

from oracle import checkpoints, ptir_run, sources
from oracle.checkpoints import DTYPES
from oracle.difference import Tolerance, measure
from oracle.errors import UserError, run_script
from oracle.logits import logits_of_both, random_input

EXAMPLES = """\
examples:
  scripts/export.py list
  scripts/export.py inspect --model mobilenet_v2 --names gpt-rs
  scripts/export.py export --model resnet34 --seed 1 --out build/resnet34
  scripts/export.py export --model resnet34 --source resnet34.pth \\
      --names gpt-rs --out resnet34.gptrschk
  scripts/export.py export --model gpt2 --source path/to/gpt2 --dtype bf16 \\
      --out gpt2.safetensors
  scripts/export.py validate --model resnet34 --seed 1 \\
      --checkpoint build/resnet34
"""

OUT_HELP = ("a folder (config.json and model.safetensors), NAME.safetensors, "
            "or NAME.gptrschk")


def open_source(options):
    return sources.open_source(
        options.model, options.source, options.pretrained, options.seed,
        options.num_classes, options.config)


def layout_of(options):
    return {"names": options.names, "fold": options.fold,
            "dtype": options.dtype}


def run_list(options):
    if options.format == "json":
        print(json.dumps([{"model": name, "source": text}
                          for name, text in sources.DESCRIPTIONS.items()]))
        return 0
    for name, text in sources.DESCRIPTIONS.items():
        print(f"{name:14} {text}")
    return 0


def run_inspect(options):
    source = open_source(options)
    tensors = checkpoints.make_tensors(source, **layout_of(options))
    config = checkpoints.make_config(source, options.names, options.dtype)
    if options.format == "json":
        print(json.dumps({"config": config, "tensors": [
            {"name": name, "shape": list(tensor.shape),
             "dtype": options.dtype} for name, tensor in tensors.items()]}))
        return 0
    print(json.dumps(config))
    for name, tensor in tensors.items():
        print(f"{name:44} {options.dtype:5} {list(tensor.shape)}")
    count = sum(tensor.numel() for tensor in tensors.values())
    print(f"total: {len(tensors)} tensors, {count} elements")
    return 0


def run_export(options):
    program = ptir_run.PtirRun(options.ptir_run)
    tensors = checkpoints.write(open_source(options), options.out, program,
                                **layout_of(options))
    count = sum(tensor.numel() for tensor in tensors.values())
    print(f"{options.out}: {len(tensors)} tensors, {count} elements, "
          f"{options.dtype}")
    return 0


def check_tensors(written, expected):
    """What is wrong with a checkpoint's tensors; empty if nothing is."""
    findings = [f"tensor '{name}': missing"
                for name in expected.keys() - written.keys()]
    findings += [f"tensor '{name}': not in the source"
                 for name in written.keys() - expected.keys()]
    for name in expected.keys() & written.keys():
        found, wanted = written[name], expected[name]
        if found.dtype != wanted.dtype:
            findings.append(f"tensor '{name}': {found.dtype}, expected "
                            f"{wanted.dtype}")
            continue
        result = measure(found, wanted, Tolerance(0, 0))
        if not result.ok:
            findings.append(f"tensor '{name}': {result.reason}")
    return sorted(findings)


def run_validate(options):
    """Every tensor as the source has it, then the logits of both sides."""
    program = ptir_run.PtirRun(options.ptir_run, cache_dir=options.cache_dir)
    source = open_source(options)
    expected = checkpoints.make_tensors(source, **layout_of(options))
    written = checkpoints.read(options.checkpoint, program)
    findings = check_tensors(written, expected)
    if findings:
        raise UserError(f"checkpoint '{options.checkpoint}': {findings[0]}"
                        + (f" (and {len(findings) - 1} more)"
                           if findings[1:] else ""))
    print(f"tensors  ok  {len(expected)} are as in the source")
    given = random_input(source, options.seed, options.batch,
                         options.image_size)
    found, wanted = logits_of_both(source, options.checkpoint, given, program)
    result = measure(found, wanted, Tolerance(scale=options.max_error))
    print(f"logits   {'ok' if result.ok else 'MISMATCH'}  "
          f"{result.reason or result.found_shape}, max|a-b| / max|b| "
          f"{result.relative:.2e}, at most {options.max_error:g}")
    return 0 if result.ok else 1


def add_command(commands, name, run, text):
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def add_model_flags(parser):
    parser.add_argument("--model", required=True, choices=sources.MODELS)
    sources.add_flags(parser)
    checkpoints.add_layout_flags(parser)


def add_format_flag(parser):
    parser.add_argument("--format", choices=("table", "json"),
                        default="table")


def make_parser():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    listing = add_command(commands, "list", run_list,
                          "The models, and where their weights come from.")
    add_format_flag(listing)

    inspect = add_command(commands, "inspect", run_inspect,
                          "What an export would write.")
    add_model_flags(inspect)
    add_format_flag(inspect)

    export = add_command(commands, "export", run_export,
                         "Writes a checkpoint.")
    add_model_flags(export)
    export.add_argument("--out", required=True, metavar="PATH", help=OUT_HELP)
    ptir_run.add_flags(export)

    validate = add_command(
        commands, "validate", run_validate,
        "Reads a checkpoint again: are its tensors those of the source, and "
        "does ptir-run compute what PyTorch does? Exit code 1 if not.")
    add_model_flags(validate)
    validate.add_argument("--checkpoint", required=True, metavar="PATH",
                          help="what export wrote with the same flags")
    validate.add_argument("--batch", type=int, default=1, metavar="N",
                          help="images (default: 1)")
    validate.add_argument("--image-size", type=int, default=64, metavar="N",
                          help="height and width (default: 64)")
    validate.add_argument("--max-error", type=float, metavar="R",
                          help="of logits, max|a-b| / max|b| (default: 1e-3 "
                          "for f32; 0.05 for narrower types)")
    ptir_run.add_flags(validate)
    return parser


def main():
    options = make_parser().parse_args()
    if getattr(options, "max_error", 0) is None:
        options.max_error = 1e-3 if DTYPES[options.dtype] == "float32" \
            else 0.05
    return options.run(options)


if __name__ == "__main__":
    run_script("export.py", main)
