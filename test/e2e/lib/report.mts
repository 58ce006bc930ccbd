/** One line of the summary. */
interface Result {
	group: string;
	name: string;
	outcome: 'passed' | 'failed' | 'skipped';
	ms: number;
	detail?: string;
}

/** Thrown by a check that cannot be made on this machine. */
export class Skip extends Error {}

/** Runs checks one by one and remembers what came out; a failed one does not stop the others. */
export class Report {
	private readonly results: Result[] = [];

	/** @returns whether the check passed */
	async check(group: string, name: string, body: () => unknown): Promise<boolean> {
		const start = performance.now();
		const done = (outcome: Result['outcome'], detail?: string) => {
			const ms = Math.round(performance.now() - start);
			this.results.push({ group, name, outcome, ms, ...(detail ? { detail } : {}) });
			console.log(`${MARKS[outcome]} ${group}: ${name} (${ms} ms)${detail ? `\n  ${detail}` : ''}`);
			return outcome === 'passed';
		};
		try {
			await body();
			return done('passed');
		} catch (error) {
			if (error instanceof Skip) return done('skipped', error.message);
			return done('failed', error instanceof Error ? error.message : String(error));
		}
	}

	get failed(): number {
		return this.count('failed');
	}

	/** A whole run that cannot be made here: it must never look as if it had passed. */
	skipAll(reason: string): void {
		this.results.push({ group: 'All', name: 'all', outcome: 'skipped', ms: 0, detail: reason });
		console.log(`Skipped: ${reason}`);
	}

	/** The table of groups and the closing line. */
	print(): void {
		const groups = [...new Set(this.results.map(({ group }) => group))];
		console.log('');
		console.table(
			Object.fromEntries(
				groups.map((group) => {
					const own = this.results.filter((result) => result.group === group);
					const count = (outcome: Result['outcome']) =>
						own.filter((result) => result.outcome === outcome).length;
					return [
						group,
						{
							passed: count('passed'),
							failed: count('failed'),
							skipped: count('skipped'),
							seconds: Number((own.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(1)),
						},
					];
				}),
			),
		);
		for (const { group, name, detail } of this.results.filter((each) => each.outcome === 'failed'))
			console.log(`FAILED ${group}: ${name}\n  ${detail}`);
		console.log(
			`${this.count('passed')} passed, ${this.failed} failed, ${this.count('skipped')} skipped`,
		);
	}

	private count(outcome: Result['outcome']): number {
		return this.results.filter((result) => result.outcome === outcome).length;
	}
}

const MARKS = { passed: '✓', failed: '✗', skipped: '-' } as const;
