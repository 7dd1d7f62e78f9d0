"""The nets of src/learn/architectures in Keras on TensorFlow, and their training step."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from train_nets import CLASSIC_FILTERS, CLASSIC_UNITS, COMPACT_BLOCKS, LABEL_SMOOTHING


def compact(options, x):
    for filters, kernel, stride, pool in COMPACT_BLOCKS:
        x = layers.Conv2D(filters, kernel, strides=stride, padding="same", use_bias=False)(x)
        x = layers.BatchNormalization(momentum=0.9, epsilon=1e-3)(x)
        x = layers.Activation("relu")(x)
        if pool:
            x = layers.MaxPooling2D(pool)(x)
    x = layers.Concatenate()([layers.GlobalAveragePooling2D()(x), layers.GlobalMaxPooling2D()(x)])
    return layers.Dense(options.classes)(layers.Dropout(0.4)(x))


def classic(options, x):
    for filters in CLASSIC_FILTERS:
        x = layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Dense(CLASSIC_UNITS, activation="relu")(layers.Flatten()(x))
    return layers.Dense(options.classes)(layers.Dropout(0.3)(x))


NETS = {
    "compact": (compact, dict(learning_rate=2e-3, weight_decay=0.02)),
    "classic": (classic, dict(learning_rate=1e-3, weight_decay=0)),
}


def set_threads(threads):
    tf.config.threading.set_intra_op_parallelism_threads(threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)


def ways(options, batches):
    """Yields (way, step): a way is whether XLA compiles the step."""
    for name, jit in (("graph", False), ("xla", True)):
        yield name, make_step(options, batches, jit)


def make_step(options, batches, jit):
    keras.utils.set_random_seed(1)
    build, settings = NETS[options.model]
    image = keras.Input((options.frames, options.coefficients, 1))
    net = keras.Model(image, build(options, image))
    net.compile(
        optimizer=keras.optimizers.AdamW(**settings),
        # On logits, which is both stabler and quicker.
        loss=keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=LABEL_SMOOTHING),
        jit_compile=jit,
    )
    weights = tf.ones(options.batch)
    ready = [
        (tf.constant(x), tf.constant(np.eye(options.classes, dtype=np.float32)[labels])) for x, labels in batches
    ]

    def step(i):
        x, targets = ready[i]
        # One loss value, read: as the page's step.
        return net.train_on_batch(x, targets, sample_weight=weights)

    return step


def versions():
    return dict(tensorflow=tf.__version__, keras=keras.__version__)
