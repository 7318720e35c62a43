// The same tests run under mocha and under vitest, which call these two by different names. Tests of yours use one.
type Hook = (work: () => Promise<unknown>) => void;

const { beforeAll, afterAll } = globalThis as { beforeAll?: Hook; afterAll?: Hook };

export const first: Hook = beforeAll ?? before;
export const last: Hook = afterAll ?? after;
