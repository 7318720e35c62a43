/*
 * How stale AWS's answers may be, in ms, each with how that is known: how long to allow for it (a lag), and how long to
 * wait before looking again (a pause). How patient this provider is with calls and operations stands in config/timeouts
 * and calls.
 */

/** Status and record of an operation end at different moments, up to a few seconds apart. (observed by other tools) */
export const STATUS_LAG = 10_000;
export const STATUS_PAUSE = 250;

/** Describe may be behind what AWS has taken. (inferred: Terraform asks twice before it believes a status) */
export const DESCRIBE_LAG = 10_000;
export const DESCRIBE_PAUSE = 500;

/** A record that AWS has just returned may be unknown to DescribeRecord. (inferred from the lag of Describe) */
export const RECORD_LAG = 30_000;

/** A product may be seen, and hold its name, after the record of its terminate has ended. (inferred likewise) */
export const REMOVAL_LAG = 30_000;
export const REMOVAL_PAUSE = 500;

/** Searches are behind. (observed of the catalog's products up to 90 s, inferred of provisioned ones) */
export const SEARCH_LAG = 90_000;
export const SEARCH_PAUSE = 2_000;

/** An instance of a stack set may be missing after the record of its operation has succeeded. (inferred) */
export const INSTANCE_LAG = 30_000;
export const INSTANCE_PAUSE = 3_000;

/**
 * Right after a principal or a role was set up, Service Catalog does not see it yet. (observed: "No launch paths found"
 * for up to 90 s; "profile does not exist")
 */
export const PROPAGATION = 90_000;
/** A product that is not there may still be about to appear. Shorter: it is only waited for to choose a version. */
export const PRODUCT_PROPAGATION = 45_000;
export const PRODUCT_PAUSE = 3_000;

/** How far the clocks of AWS's own machines may be apart. (assumed) */
export const CLOCK_SKEW = 2_000;

/** A plan is ready when CloudFormation has made its change set, which takes seconds to minutes. (documented) */
export const PLAN_PAUSE = 1_000;
export const PLAN_LONGEST_PAUSE = 10_000;

/** What is refused because a product is under change is sent again after this, and then ever later. */
export const BUSY_PAUSE = 500;
