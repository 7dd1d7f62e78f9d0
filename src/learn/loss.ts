import * as tf from '@tensorflow/tfjs';

/**
 * Softmax cross-entropy of logits against soft targets, each clip weighted by its targets' class weights: the scalar
 * mean over clips of (Σ_c w_c·q_c) · (−Σ_c q_c·log softmax(z)_c).
 *
 * PyTorch's CrossEntropyLoss(weight=w, label_smoothing=ε) differs in two ways. For class indices it divides by the
 * batch's sum of weights and not by its clips, so that a clip counts for more in a batch of common emotions; over a
 * whole dataset with balanced weights, whose mean is 1, the two are equal. And it weighs each class's term of the sum by
 * that class's weight, Σ_c w_c·q_c·log …, which lets smoothing draw every clip towards rare emotions; here a clip's
 * weight multiplies its loss as a whole, and the best answer to soft targets stays q itself.
 * With hard targets and weights of 1 they are the same.
 *
 * @param logits, targets [batch, classes]; targets' rows q sum to 1
 * @param classWeights w, [classes]
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
