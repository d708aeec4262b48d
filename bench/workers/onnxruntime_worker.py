"""ONNX Runtime on one case, with all of its optimisations of the graph."""

import numpy
import onnxruntime
import protocol


def make_session(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options,
                                        providers=["CPUExecutionProvider"])


def value(array):
    return onnxruntime.OrtValue.ortvalue_from_numpy(array)


def ids(tokens):
    return value(numpy.array([tokens], dtype=numpy.int64))


def decode_feed(job):
    """The token behind the keys and values of those before it."""
    tokens = job["tokens"]
    prefill = make_session(job["onnx_prefill"], job["threads"])
    results = prefill.run_with_ort_values(None, {"ids": ids(tokens[:-1])})
    feed = {"ids": ids(tokens[-1:])}
    for output, result in zip(prefill.get_outputs()[1:], results[1:]):
        feed[output.name.replace("present", "past")] = result
    return feed


def start(job):
    if job["run"] == "forward":
        feed = {"images": value(numpy.load(job["input"]))}
    elif job["run"] == "prefill":
        feed = {"ids": ids(job["tokens"])}
    else:
        feed = decode_feed(job)
    session = make_session(job["onnx"], job["threads"])
    last = []

    def run():
        last[:] = session.run_with_ort_values(None, feed)

    return (onnxruntime.__version__, run, lambda: last[0].numpy())


if __name__ == "__main__":
    protocol.main(start)
