/**
 * The vocabulary of the constraint table (model.ts): what a request member may be. The input type of an
 * operation is derived from its table, so that the two cannot differ.
 */
export interface StringRules {
  readonly min?: number;
  readonly max?: number;
  /** As the service model writes it; matches the whole value, as in Java. */
  readonly pattern?: string;
  readonly values?: readonly string[];
}
export interface IntegerRules {
  readonly min?: number;
  readonly max?: number;
}
export interface SizeRules {
  readonly min?: number;
  readonly max?: number;
}

export interface StringShape extends StringRules {
  readonly type: "string";
  readonly required?: boolean;
}
export interface IntegerShape extends IntegerRules {
  readonly type: "integer";
  readonly required?: boolean;
}
export interface BooleanShape {
  readonly type: "boolean";
  readonly required?: boolean;
}
export interface ListShape<Member = unknown> extends SizeRules {
  readonly type: "list";
  readonly member: Member;
  readonly required?: boolean;
}
export interface MapShape<Value = unknown> extends SizeRules {
  readonly type: "map";
  readonly key: StringShape;
  readonly value: Value;
  readonly required?: boolean;
}
export interface StructureShape<Members = unknown> {
  readonly type: "structure";
  readonly members: Members;
  readonly required?: boolean;
}
export type Shape =
  StringShape | IntegerShape | BooleanShape | ListShape<Shape> | MapShape<Shape> | StructureShape<Members>;
export interface Members {
  readonly [name: string]: Shape;
}

export const string = (rules: StringRules = {}): StringShape => ({ type: "string", ...rules });
export const integer = (rules: IntegerRules = {}): IntegerShape => ({ type: "integer", ...rules });
export const boolean = (): BooleanShape => ({ type: "boolean" });
export const list = <M extends Shape>(member: M, rules: SizeRules = {}): ListShape<M> => ({
  type: "list",
  member,
  ...rules,
});
export const map = <V extends Shape>(key: StringShape, value: V, rules: SizeRules = {}): MapShape<V> => ({
  type: "map",
  key,
  value,
  ...rules,
});
export const structure = <M extends Members>(members: M): StructureShape<M> => ({
  type: "structure",
  members,
});
export const required = <S extends Shape>(shape: S): S & { readonly required: true } => ({
  ...shape,
  required: true,
});

type ValueOf<S> = S extends StringShape
  ? string
  : S extends IntegerShape
    ? number
    : S extends BooleanShape
      ? boolean
      : S extends ListShape<infer M>
        ? ValueOf<M>[]
        : S extends MapShape<infer V>
          ? Record<string, ValueOf<V>>
          : S extends StructureShape<infer M>
            ? InputOf<M>
            : never;

/** The type of a request that has passed validation against `M`. */
export type InputOf<M> = {
  [K in keyof M as M[K] extends { readonly required: true } ? K : never]: ValueOf<M[K]>;
} & {
  [K in keyof M as M[K] extends { readonly required: true } ? never : K]?: ValueOf<M[K]>;
};
