import * as tf from '@tensorflow/tfjs';

/**
 * The values of variables, each row-major, in their order. They are copies: some backends go on using the array they
 * hand out, and it would be empty there once its buffer is transferred to another thread.
 */
export async function readVariables(variables: readonly tf.Variable[]): Promise<Float32Array[]> {
  // All are asked for before any is waited for, so that they are of one moment.
  const values = await Promise.all(variables.map((variable) => variable.data<'float32'>()));
  return values.map((array) => array.slice());
}

/**
 * Sets variables to values as from readVariables, which stay the caller's.
 * @throws RangeError if they are not as many or not as large as the variables
 */
export function writeVariables(variables: readonly tf.Variable[], values: readonly Float32Array[]): void {
  if (values.length !== variables.length || values.some((array, i) => array.length !== variables[i].size)) {
    throw new RangeError('The saved values are not those of this network.');
  }
  tf.tidy(() => {
    variables.forEach((variable, i) => {
      variable.assign(tf.tensor(values[i].slice(), variable.shape));
    });
  });
}
