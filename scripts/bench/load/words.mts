/** How the tables of the load bench write things. */

export const milliseconds = (time: number): string => `${Math.round(time)} ms`;

/** @param bytes as they are counted */
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

export const times = (ratio: number): string => `x ${ratio.toFixed(2)}`;

export const target = (met: boolean, words: string): string =>
	`${words}: ${met ? 'met' : 'NOT MET'}`;
