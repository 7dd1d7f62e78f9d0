/** The kernel that stock tfjs-backend-wasm lacks, as one would write it in an hour. */
import type * as tfjs from '@tensorflow/tfjs';

interface Call {
  inputs: { x: tfjs.Tensor4D; dy: tfjs.Tensor4D };
  attrs: {
    strides: [number, number] | number;
    pad: 'same' | 'valid' | number;
    filterShape: [number, number, number, number];
  };
}

/**
 * Gives the wasm backend a Conv2DBackpropFilter: for each tap of the filter, the part of the padded picture that it saw,
 * as a matrix, transposed, times dY.
 * @param tf the stock library
 */
export function registerConvBackpropFilter(tf: typeof tfjs): void {
  const kernelFunc = ({ inputs: { x, dy }, attrs: { strides, pad, filterShape } }: Call) =>
    tf.tidy(() => {
      const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad);
      const { top, bottom, left, right } = info.padInfo;
      const padded = tf.pad4d(x, [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ]);
      const [filterHeight, filterWidth, inChannels, outChannels] = filterShape;
      const { batchSize, outHeight, outWidth, strideHeight, strideWidth } = info;
      const rows = batchSize * outHeight * outWidth;
      const dyRows = tf.reshape(dy, [rows, outChannels]);
      const taps: tfjs.Tensor[] = [];
      for (let i = 0; i < filterHeight; i++) {
        for (let j = 0; j < filterWidth; j++) {
          const bottomEnd = i + (outHeight - 1) * strideHeight + 1;
          const rightEnd = j + (outWidth - 1) * strideWidth + 1;
          const seen = tf.stridedSlice(
            padded,
            [0, i, j, 0],
            [batchSize, bottomEnd, rightEnd, inChannels],
            [1, strideHeight, strideWidth, 1],
          );
          taps.push(tf.matMul(tf.reshape(seen, [rows, inChannels]), dyRows, true, false));
        }
      }
      return tf.reshape(tf.stack(taps), filterShape);
    });
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: kernelFunc as unknown as tfjs.KernelFunc,
  });
}

/**
 * Largest deviation of the shim's gradient from the cpu backend's, as a share of the largest value, over strides and
 * paddings. Leaves the wasm backend current.
 */
export async function shimError(tf: typeof tfjs): Promise<number> {
  await tf.setBackend('cpu');
  const filter = tf.randomNormal<tfjs.Rank.R4>([3, 3, 3, 5], 0, 1, 'float32', 1);
  let worst = 0;
  for (const [stride, pad] of [
    [1, 'same'],
    [2, 'same'],
    [2, 'valid'],
  ] as const) {
    const x = tf.randomNormal<tfjs.Rank.R4>([2, 12, 9, 3], 0, 1, 'float32', 2);
    const gradient = async (backend: string) => {
      await tf.setBackend(backend);
      const dFilter = tf.tidy(() =>
        tf.grad((f: tfjs.Tensor) => tf.sum(tf.square(tf.conv2d(x, f as tfjs.Tensor4D, stride, pad))))(filter),
      );
      return (await dFilter.data()) as Float32Array;
    };
    const expected = await gradient('cpu');
    const got = await gradient('wasm');
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (let i = 0; i < got.length; i++) worst = Math.max(worst, Math.abs(got[i] - expected[i]) / largest);
  }
  return worst;
}
