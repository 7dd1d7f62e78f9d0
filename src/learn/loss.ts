import * as tf from '@tensorflow/tfjs';

/**
 * Softmax cross-entropy of logits against soft targets, each clip weighted by its targets' class weights: a scalar.
 * @param logits, targets [batch, classes]; classWeights [classes]
 */
export function weightedCrossEntropy(
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
  classWeights: tf.Tensor1D,
): tf.Scalar {
  const perClip = tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));
  const weights = tf.sum(tf.mul(targets, classWeights), 1);
  return tf.mean(tf.mul(perClip, weights)) as tf.Scalar;
}
