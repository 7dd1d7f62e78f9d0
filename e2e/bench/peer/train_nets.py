"""The figures of src/learn/architectures that both peers build their nets of."""

# filters, kernel, stride, pool (frames, coefficients): as compact.ts has them.
COMPACT_BLOCKS = [
    (16, 5, 2, (2, 2)),
    (32, 3, 1, (2, 2)),
    (64, 3, 1, (2, 1)),
    (96, 3, 1, None),
    (128, 1, 1, None),
]
CLASSIC_FILTERS = [8, 24, 48]
CLASSIC_UNITS = 64
LABEL_SMOOTHING = 0.1
