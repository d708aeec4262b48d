"""PyTorch in eager mode on one case."""

import os
import sys

import numpy
import protocol
import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                os.pardir, "exporters"))
import torch_models  # noqa: E402, pylint: disable=wrong-import-position


def start(job):
    torch.set_num_threads(job["threads"])
    model = torch_models.load(job["checkpoint"])
    tokens = torch.tensor([job["tokens"]])
    with torch.inference_mode():
        if job["run"] == "forward":
            arguments = [torch.from_numpy(numpy.load(job["input"]))]
        elif job["run"] == "prefill":
            arguments = [tokens]
        else:
            arguments = [tokens[:, -1:], *model(tokens[:, :-1])[1:]]
    last = []

    def run():
        with torch.inference_mode():
            last[:] = [model(*arguments)]

    def logits():
        result = last[0]
        return (result if job["run"] == "forward" else result[0]).numpy()

    return torch.__version__, run, logits


if __name__ == "__main__":
    protocol.main(start)
