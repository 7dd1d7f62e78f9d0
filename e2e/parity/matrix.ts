/** A feature of one clip: frames × columns, row-major. */
export interface Matrix {
  columns: number;
  data: ArrayLike<number>;
}
