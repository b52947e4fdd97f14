/** Types of the part of fft.js that the project uses. */
declare module 'fft.js' {
  class FFT {
    constructor(size: number);
    /** Complex to complex; both arrays interleave real and imaginary parts, [size, 2]. */
    transform(out: Float64Array, data: Float64Array): void;
    /** The inverse, divided by the size. */
    inverseTransform(out: Float64Array, data: Float64Array): void;
  }
  export default FFT;
}
