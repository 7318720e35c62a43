/** Types that a written file uses itself, and names of files that Windows keeps for devices. */
const TAKEN =
  "customresourceoptions input object provisionedproduct provisionedproductargs parameterinput optionalparameterinput productargs record aux con nul prn com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9".split(
    " ",
  );

/**
 * Names of classes for names of products: `web-application` becomes `WebApplication`, a second one `WebApplication2`.
 * They differ in more than capitals, because files are named after them.
 */
export const classNames = (names: readonly string[]): string[] =>
  unique(
    names.map((name) => startingWithLetter(capitalized(name), "Product")),
    new Set(TAKEN),
  );

/** The part of a type's name that stands for a version: `v1` becomes `V1`, `1.0` becomes `V1_0`. */
export const versionNames = (names: readonly string[]): string[] =>
  unique(
    names.map((name) =>
      startingWithLetter(capitalized(name.replace(/(\d)[^a-zA-Z0-9]+(?=\d)/g, "$1_")), "V"),
    ),
    new Set(),
  );

/** The file of a class, without its ending. */
export const fileName = (className: string): string =>
  className.replace(/^[A-Z]/, (first) => first.toLowerCase());

/** Letters of other alphabets are left out, accents are taken off. */
const capitalized = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^a-zA-Z0-9_]+|^_+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

const startingWithLetter = (name: string, before: string): string =>
  /^[a-zA-Z]/.test(name) ? name : `${before}${name}`;

function unique(names: readonly string[], taken: Set<string>): string[] {
  return names.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free.toLowerCase()); count++)
      free = `${name}${/\d$/.test(name) ? "_" : ""}${count}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
