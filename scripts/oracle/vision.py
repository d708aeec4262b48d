"""torchvision's networks: seeded weights, folding, names, activations.

torchvision's names (`features.4.conv.0.0.weight`) are those of its modules.
gpt.rs stores convolutions with their norm folded in, by names of its own
(`blocks.3.expand.weight`). In a trace of ptir-run ResNets have torchvision's
names, MobileNetV2 gpt.rs', where `_norm` marks what follows a convolution.
"""

from oracle.errors import UserError, import_torch, import_torchvision

RESNETS = ("resnet18", "resnet34", "resnet50")
MODELS = RESNETS + ("mobilenet_v2",)
HEADS = {name: "fc" for name in RESNETS} | {"mobilenet_v2": "classifier"}


def build(name, num_classes=1000, pretrained=False):
    """The module in evaluation mode, as torchvision initialises it or with
    torchvision's trained weights, which may be downloaded."""
    models = import_torchvision().models
    if not pretrained:
        return getattr(models, name)(weights=None,
                                     num_classes=num_classes).eval()
    try:
        return getattr(models, name)(weights="DEFAULT").eval()
    except OSError as error:
        raise UserError(f"{name}: expected torchvision's weights in torch's "
                        f"cache or on the network, found: {error}") from error


def build_random(name, num_classes, seed):
    """Seeded weights, as torchvision initialises them but for two things.
    Statistics and scales of norms are drawn as well: with those that
    torchvision starts from, 0 and 1, nothing would change if a norm was left
    out. And MobileNetV2's weights are scaled by their fan-in: torchvision
    scales by the fan-out, with which its images hardly change its logits."""
    torch = import_torch()
    nn = torch.nn
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build(name, num_classes)
        for module in model.modules():
            if isinstance(module, nn.BatchNorm2d):
                nn.init.normal_(module.running_mean, std=0.1)
                nn.init.uniform_(module.running_var, 0.5, 1.5)
                nn.init.uniform_(module.weight, 0.5, 1.5)
                nn.init.normal_(module.bias, std=0.1)
            elif name != "mobilenet_v2":
                continue
            elif isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight)
            elif isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=module.in_features ** -0.5)
    return model


def find_norms(model):
    """(parent, name of the convolution, name of its norm) of every pair."""
    torch = import_torch()
    for parent in list(model.modules()):
        children = list(parent.named_children())
        for (conv, first), (norm, second) in zip(children, children[1:]):
            if (isinstance(first, torch.nn.Conv2d)
                    and isinstance(second, torch.nn.BatchNorm2d)):
                yield parent, conv, norm


def fold_norms(model):
    """Folds every norm into the convolution before it, in place."""
    torch = import_torch()
    fuse = torch.nn.utils.fusion.fuse_conv_bn_eval
    for parent, conv, norm in list(find_norms(model)):
        setattr(parent, conv, fuse(getattr(parent, conv),
                                   getattr(parent, norm)))
        setattr(parent, norm, torch.nn.Identity())
    return model


def mobilenet_layers(model):
    last = len(model.features) - 1
    layers = {"features.0.0": "stem", "features.0.1": "stem_norm",
              f"features.{last}.0": "head", f"features.{last}.1": "head_norm",
              "classifier.1": "classifier"}
    for i in range(1, last):
        here, there = f"features.{i}", f"blocks.{i - 1}"
        layers[here] = there
        first = len(model.features[i].conv) - 3
        if first:
            layers[f"{here}.conv.0.0"] = f"{there}.expand"
            layers[f"{here}.conv.0.1"] = f"{there}.expand_norm"
        layers[f"{here}.conv.{first}.0"] = f"{there}.depthwise"
        layers[f"{here}.conv.{first}.1"] = f"{there}.depthwise_norm"
        layers[f"{here}.conv.{first + 1}"] = f"{there}.project"
        layers[f"{here}.conv.{first + 2}"] = f"{there}.project_norm"
    return layers


def trace_names(name, model):
    """{module of torchvision: name in a trace of ptir-run}."""
    if name == "mobilenet_v2":
        return mobilenet_layers(model)
    blocks = {f"layer{stage}.{i}" for stage in range(1, 5)
              for i in range(len(getattr(model, f"layer{stage}")))}
    torch = import_torch()
    kinds = (torch.nn.Conv2d, torch.nn.BatchNorm2d, torch.nn.Linear,
             torch.nn.MaxPool2d)
    return {path: path for path, module in model.named_modules()
            if path in blocks or isinstance(module, kinds)}


def gpt_rs_names(name, model):
    """{parameter of the folded torchvision model: name in gpt.rs}."""
    layers = mobilenet_layers(model) if name == "mobilenet_v2" else {}
    names = {}
    for parameter in model.state_dict():
        layer, _, kind = parameter.rpartition(".")
        here = layers.get(layer, layer)
        names[parameter] = f"{here.replace('.downsample.0', '.downsample')}" \
                           f".{kind}"
    return names


def load(name, tensors):
    """The module of a checkpoint: folded or not, by torchvision's names or
    gpt.rs', in any element type."""
    torch = import_torch()
    tensors = {key.removeprefix("module."): value.float()
               for key, value in tensors.items()
               if not key.endswith("num_batches_tracked")}
    folded = not any(key.endswith("running_mean") for key in tensors)
    head = HEADS[name] + ".weight"
    weight = tensors.get(head, tensors.get("classifier.1.weight"))
    if weight is None:
        raise UserError(f"{name}: expected a tensor '{head}', found "
                        f"{', '.join(list(tensors)[:3])}, …")
    model = build(name, weight.shape[0])
    if folded:
        fold_norms(model)
    there = {new: old for old, new in gpt_rs_names(name, model).items()}
    state = {there.get(key, key): value for key, value in tensors.items()}
    expected = {key: value.shape for key, value in model.state_dict().items()
                if not key.endswith("num_batches_tracked")}
    for key in sorted(expected.keys() | state.keys()):
        found = list(state[key].shape) if key in state else "none"
        wanted = list(expected[key]) if key in expected else "no such tensor"
        if found != wanted:
            raise UserError(f"{name}: tensor '{key}': expected {wanted}, "
                            f"found {found}")
    with torch.no_grad():
        model.load_state_dict(state, strict=False)
    return model.eval()


def is_folded(model):
    return next(find_norms(model), None) is None


def trace(name, model, images):
    """({name: activation}, logits) as ptir-run records them: channels last."""
    torch = import_torch()
    activations = {}

    def keep(key, value):
        # Activations after this one may overwrite it.
        value = value.detach().clone()
        activations[key] = (value.permute(0, 2, 3, 1) if value.dim() == 4
                            else value)

    handles = []
    modules = dict(model.named_modules())
    for path, key in trace_names(name, model).items():
        if not isinstance(modules[path], torch.nn.Identity):
            handles.append(modules[path].register_forward_hook(
                lambda _module, _inputs, output, key=key: keep(key, output)))
    handles.append(modules[HEADS[name]].register_forward_pre_hook(
        lambda _module, inputs: keep("pool", inputs[0])))
    try:
        logits = forward(model, images)
    finally:
        for handle in handles:
            handle.remove()
    return activations, logits


def forward(model, images):
    """Logits [N, classes] of images [N, 3, H, W]."""
    torch = import_torch()
    with torch.inference_mode():
        return model(images)
