import type { LaunchPath, Product } from "../../catalog/catalog";
import { guessedText, invalidParameters, notFound } from "../../protocol/errors";
import type { Context } from "../../service/context";
import { type PathReference, checkPair } from "./find";

/** The path of a request; without one, the only path there is. */
export function chooseLaunchPath(
  { service, caller }: Context,
  product: Product,
  { PathId, PathName }: PathReference,
): LaunchPath {
  checkPair(service, "launch path", PathId, PathName, true);
  const paths = service.paths.of(product, caller);
  if (PathId === undefined && PathName === undefined) {
    const [only, other] = paths;
    if (!only) throw notFound(`No launch paths found for resource: ${product.id}`);
    if (other)
      throw invalidParameters("More than one launch path ids exist. Please specify the launch path id");
    return only;
  }
  const path = paths.find(({ id, name }) => id === PathId || name === PathName);
  if (path) return path;
  if (PathId !== undefined) throw invalidParameters(`Invalid PathId: ${PathId}`);
  throw guessedText(invalidParameters(`Invalid PathName: ${PathName ?? ""}`));
}
