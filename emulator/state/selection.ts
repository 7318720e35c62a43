/** What of the catalog a product is made of. */
export interface Selection {
  readonly productId: string;
  readonly versionId: string;
  readonly pathId: string;
  /** Name of the launch path: that of its portfolio. */
  readonly portfolio: string;
}
