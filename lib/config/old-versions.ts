/** How many days a replaced or deleted object can be brought back. */
export const OLD_VERSIONS_KEPT_DAYS = 30;
