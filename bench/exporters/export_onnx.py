"""Writes the ONNX file of one run of a checkpoint.

  export_onnx.py CHECKPOINT forward|prefill|decode IMAGE_SIZE OUT

Image models take `images` [1, 3, S, S]. GPT-2 takes `ids` [1, T], with T known
when it runs, or, for decode, [1, 1] and the keys and values of however many
tokens came before.
"""

import os
import sys

import torch
import torch_models

OPSET = 17


def cache_names(kind, layers):
    return [f"{kind}_{layer}_{part}" for layer in range(layers)
            for part in ("keys", "values")]


def export_image(model, size, path):
    torch.onnx.export(model, (torch.zeros(1, 3, size, size),), path,
                      opset_version=OPSET, input_names=["images"],
                      output_names=["logits"])


def export_gpt2(model, decodes, path):
    heads = model.config["n_head"]
    past_names = cache_names("past", model.layers) if decodes else []
    # Extents that differ from each other and from 1, which tracing would keep.
    arguments = [torch.zeros(1, 1 if decodes else 7, dtype=torch.int64)]
    arguments += [torch.zeros(1, heads, 5, model.head_size) for _ in past_names]
    present_names = cache_names("present", model.layers)
    dynamic = {name: {2: "past"} for name in past_names}
    dynamic |= {name: {2: "present"} for name in present_names}
    if not decodes:
        dynamic["ids"] = {1: "tokens"}
    torch.onnx.export(model, tuple(arguments), path, opset_version=OPSET,
                      input_names=["ids", *past_names],
                      output_names=["logits", *present_names],
                      dynamic_axes=dynamic)


def main():
    checkpoint, run, size, path = sys.argv[1:]
    model = torch_models.load(checkpoint)
    partial = path + ".partial"
    with torch.no_grad():
        if run == "forward":
            export_image(model, int(size), partial)
        else:
            export_gpt2(model, run == "decode", partial)
    os.replace(partial, path)


if __name__ == "__main__":
    main()
