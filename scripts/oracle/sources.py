"""Where the weights of a model come from, and the model that has them.

Nothing is downloaded unless --pretrained asks for it. Both kinds of source
offer: name; model; tensors(names, fold), what a checkpoint of it holds;
config(names), what it says of itself; folder, where other files lie, or None.
"""

import argparse
import os
import tempfile

from oracle import gpt2, vision
from oracle.errors import UserError
from oracle.tensor_files import read_json, read_tensors

import make_checkpoint

MODELS = vision.MODELS + ("gpt2",)

DESCRIPTIONS = {
    **{name: f"torchvision.models.{name}" for name in vision.MODELS},
    "gpt2": "GPT-2 in the Hugging Face layout",
}


def add_flags(parser):
    group = parser.add_argument_group(
        "weights (default: seeded random ones)")
    choice = group.add_mutually_exclusive_group()
    choice.add_argument(
        "--source", metavar="FILE|DIR",
        help="a state_dict (.pth, .safetensors), or a folder in the Hugging "
        "Face layout, which GPT-2 needs")
    choice.add_argument("--pretrained", action="store_true",
                        help="torchvision's weights; may download them")
    group.add_argument("--seed", type=int, default=0, metavar="N",
                       help="of random weights (default: 0)")
    group.add_argument("--num-classes", type=int, metavar="N",
                       help="of image models with random weights (default: "
                       "1000)")
    group.add_argument("--config", metavar="NAME|FILE",
                       help="of a GPT-2 with random weights: "
                       f"{', '.join(make_checkpoint.CONFIGS)}, or a "
                       "config.json (default: tiny)")


class ImageSource:
    folder = None

    def __init__(self, name, model):
        self.name = name
        self.model = model

    def tensors(self, names, fold):
        model = self.model
        if fold or names == "gpt-rs":
            model = self.folded()
        state = {name: tensor for name, tensor in model.state_dict().items()
                 if not name.endswith("num_batches_tracked")}
        if names == "gpt-rs":
            renamed = vision.gpt_rs_names(self.name, model)
            state = {renamed[name]: tensor for name, tensor in state.items()}
        return state

    def folded(self):
        """A copy with the norms folded."""
        if vision.is_folded(self.model):
            return self.model
        copy = vision.build(self.name, self.classes)
        copy.load_state_dict(self.model.state_dict())
        return vision.fold_norms(copy)

    @property
    def classes(self):
        head = vision.HEADS[self.name]
        bias = [tensor for name, tensor in self.model.state_dict().items()
                if name.startswith(head) and name.endswith("bias")]
        return bias[0].shape[0]

    def config(self, names):
        if names == "gpt-rs":
            return {"kind": self.name, "config": {"num_classes": self.classes}}
        return {"model_type": self.name, "num_classes": self.classes}


class Gpt2Source:
    name = "gpt2"

    def __init__(self, model, folder=None):
        self.model = model
        self.folder = folder

    def tensors(self, names, fold):
        if fold:
            raise UserError("gpt2: expected no --fold: it has no batch norms")
        weights = self.model.weights
        if names == "gpt-rs":
            # gpt.rs never ties the output projection to the embedding.
            renamed = {gpt2.gpt_rs_name(name): weights[name]
                       for name in self.model.parameter_names()
                       if name != "lm_head.weight"}
            renamed["lm_head"] = self.model.head.T.contiguous()
            return renamed
        return {name if name == "lm_head.weight" else "transformer." + name:
                weights[name] for name in self.model.parameter_names()}

    def config(self, names):
        config = self.model.config
        return (gpt2.gpt_rs_config(config) if names == "gpt-rs"
                else {"architectures": ["GPT2LMHeadModel"], **config})


def read_gpt2(folder):
    path = os.path.join(folder, "config.json")
    if not os.path.isdir(folder):
        raise UserError(f"gpt2: expected a folder with config.json and "
                        f"weights, found '{folder}'")
    return gpt2.Gpt2(read_json(path), read_tensors(folder))


def random_gpt2(config, seed):
    """The weights that scripts/make_checkpoint.py writes."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            make_checkpoint.write_checkpoint(argparse.Namespace(
                config=config or "tiny", seed=seed, dtype="f32",
                tokenizer=None, out=folder))
        except make_checkpoint.UserError as error:
            raise UserError(str(error)) from error
        return read_gpt2(folder)


def open_source(name, source=None, pretrained=False, seed=0, num_classes=None,
                config=None):
    """The model that the flags above describe."""
    if name == "gpt2":
        if pretrained or num_classes:
            raise UserError("gpt2: expected --source or --config, found "
                            "--pretrained or --num-classes, which are for "
                            "image models")
        if source and config:
            raise UserError("gpt2: expected --source or --config, found both")
        return (Gpt2Source(read_gpt2(source), source) if source
                else Gpt2Source(random_gpt2(config, seed)))
    if config:
        raise UserError(f"{name}: expected no --config, which is for gpt2")
    if num_classes is not None and (source or pretrained or num_classes < 1):
        raise UserError(f"{name}: expected --num-classes of at least 1 for "
                        "random weights only")
    if source:
        model = vision.load(name, read_tensors(source))
    elif pretrained:
        model = vision.build(name, pretrained=True)
    else:
        model = vision.build_random(name, num_classes or 1000, seed)
    return ImageSource(name, model)
