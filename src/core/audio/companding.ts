/** Amplitudes of the 256 A-law codes, full scale at ±1. Source: ITU-T G.711, in 16-bit scale as the reference decoder has it. */
export const A_LAW = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (bits & 0x80 ? magnitude : -magnitude) / 32768;
});

/** Amplitudes of the 256 µ-law codes, full scale at ±1. Source: ITU-T G.711, in 16-bit scale as the reference decoder has it. */
export const MU_LAW = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  // `0 -` rather than a minus sign, so that silence is 0 and not −0.
  return (bits & 0x80 ? 0 - magnitude : magnitude) / 32768;
});
