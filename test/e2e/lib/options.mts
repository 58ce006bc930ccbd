import { parseArgs } from 'node:util';

/**
 * What the command line says: `[--n8n VERSION|oldest] [PART ...]`. A mistake in it ends the process
 * with a line about it.
 */
export const OPTIONS: Readonly<{
	/** Version of n8n, `oldest`, or nothing for the newest that is pinned. */
	n8n?: string;
	/** Names of parts; none stands for all. */
	parts: readonly string[];
}> = read();

function read() {
	try {
		const { values, positionals } = parseArgs({
			options: { n8n: { type: 'string' } },
			allowPositionals: true,
		});
		return { n8n: values.n8n, parts: positionals };
	} catch (error) {
		console.error((error as Error).message);
		process.exit(2);
	}
}
