/** How much arithmetic a training step is. */
import * as tf from '@tensorflow/tfjs';

/**
 * Floating-point operations of one training step in its convolutions and dense layers, a multiply-add being two: the
 * forward pass, and as many again for each layer's gradients for its weights and for its input. The first layer's input
 * is data, and no gradient for it counts. Everything else (normalisation, pooling, the optimiser) is left out.
 * @param topology as in model.json's modelTopology
 */
export async function stepFlops(topology: object, batchSize: number): Promise<number> {
  const model = await tf.models.modelFromJSON(topology as Parameters<typeof tf.models.modelFromJSON>[0]);
  try {
    let multiplyAdds = 0;
    for (const layer of model.layers) {
      const kernel = layer.weights.find(({ originalName }) => originalName.endsWith('/kernel'));
      if (!kernel) continue;
      const taps = (kernel.shape as number[]).reduce((a, b) => a * b);
      // [batch, …places, units]: every place has each weight of the kernel once.
      const places = (layer.outputShape as number[]).slice(1, -1).reduce((a, b) => a * b, 1);
      const passes = layer.input === model.inputs[0] ? 2 : 3;
      multiplyAdds += passes * taps * places;
    }
    return 2 * multiplyAdds * batchSize;
  } finally {
    model.dispose();
  }
}
