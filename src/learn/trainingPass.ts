import * as tf from '@tensorflow/tfjs';
import type { Random } from '../core/dataset/random.ts';
import { batchNormTraining } from './batchNormTraining.ts';

type Config = Record<string, never>;
type LayerPass = (layer: tf.layers.Layer, inputs: tf.Tensor[], random: Random) => tf.Tensor;

/**
 * What each kind of layer does in training. tf.layers' own pass is right but unfit here: its dropout repeats one mask
 * or cannot be seeded, its batch norm is many small operations, and its convolution computes a gradient for the
 * network's input that nobody reads.
 */
const PASSES: Record<string, LayerPass> = {
  Conv2D: (layer, [x]) => {
    const { strides, padding } = layer.getConfig() as Config;
    const [kernel, bias] = weights(layer);
    const y = tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, strides, padding);
    return activate(layer, bias ? tf.add(y, bias) : y);
  },
  BatchNormalization: (layer, [x]) => {
    const { epsilon, momentum } = layer.getConfig() as Config;
    const [gamma, beta, movingMean, movingVariance] = weights(layer);
    const result = batchNormTraining(x as tf.Tensor4D, gamma as tf.Tensor1D, beta as tf.Tensor1D, epsilon);
    follow(movingMean, result.mean, momentum);
    follow(movingVariance, result.variance, momentum);
    return result.y;
  },
  Activation: (layer, [x]) => activate(layer, x),
  MaxPooling2D: (layer, [x]) => {
    const { poolSize, strides, padding } = layer.getConfig() as Config;
    return tf.maxPool(x as tf.Tensor4D, poolSize, strides, padding);
  },
  GlobalAveragePooling2D: (_, [x]) => tf.mean(x, [1, 2]),
  GlobalMaxPooling2D: (_, [x]) => {
    // As one pooling window: the gradient of tf.max goes by slow broadcast comparison.
    const [batch, height, width, channels] = x.shape;
    return tf.reshape(tf.maxPool(x as tf.Tensor4D, [height, width], 1, 'valid'), [batch, channels]);
  },
  Concatenate: (_, inputs) => tf.concat(inputs, -1),
  Flatten: (_, [x]) => tf.reshape(x, [x.shape[0], -1]),
  Dropout: (layer, [x], random) => {
    const { rate } = layer.getConfig() as { rate: number };
    return rate > 0 ? tf.mul(x, dropoutMask(x.shape, rate, random)) : x;
  },
  Dense: (layer, [x]) => {
    const [kernel, bias] = weights(layer);
    return activate(layer, tf.add(tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor2D), bias));
  },
};

/**
 * The training-mode pass through one of our models, up to the logits before its softmax, [batch, classes].
 * Updates batch norm's moving averages on the way. Run it inside tf.variableGrads.
 * @param x [batch, frames, coefficients, channels]
 * @param random draws the dropout masks
 */
export function trainingPass(model: tf.LayersModel, x: tf.Tensor4D, random: Random): tf.Tensor2D {
  const values = new Map<tf.SymbolicTensor, tf.Tensor>([[model.inputs[0], x]]);
  let last: tf.Tensor = x;
  // A model keeps its layers in an order in which every input comes before its use.
  for (const layer of model.layers) {
    if (layer.getClassName() === 'InputLayer') continue;
    const inputs = [layer.input].flat().map((symbol) => values.get(symbol)!);
    last = PASSES[layer.getClassName()](layer, inputs, random);
    values.set(layer.output as tf.SymbolicTensor, last);
  }
  return last as tf.Tensor2D;
}

/** LayerVariable.read() hands out the variable itself, which is what the gradient tape follows. */
function weights(layer: tf.layers.Layer): tf.Variable[] {
  return layer.weights.map((weight) => weight.read() as tf.Variable);
}

/** Softmax is left to the loss, which is stabler on logits. */
function activate(layer: tf.layers.Layer, x: tf.Tensor): tf.Tensor {
  return layer.getConfig().activation === 'relu' ? tf.relu(x) : x;
}

function follow(average: tf.Variable, value: tf.Tensor, momentum: number): void {
  average.assign(tf.add(tf.mul(average, momentum), tf.mul(value, 1 - momentum)));
}

/** Inverted dropout: kept units grow by 1 / (1 − rate), so that prediction needs no scaling. */
function dropoutMask(shape: number[], rate: number, random: Random): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const kept = 1 / (1 - rate);
  return tf.tensor(
    Float32Array.from({ length: size }, () => (random.uniform() < rate ? 0 : kept)),
    shape,
  );
}
