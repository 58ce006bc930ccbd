import type { Connection } from '../../../pbx/connection';
import type { Session } from '../../../pbx/session';
import { oneAtATime } from '../pools/oneAtATime';
import type { SetupDocument } from './document';
import { doLater, doStep, type Done } from './doStep';
import { failureOf, Named, refuseImpossible, stopped } from './failed';
import { severalAtATime } from './inTurn';
import { kindOf, type Kind } from './kinds';
import { Ledger } from './ledger';
import { nothingThere } from './nothingThere';
import { planStep, type Planned } from './planStep';
import { removeSurplus, surplusOf, type Surplus } from './remove';
import { numberOf, stepsOf, titleOf, type Step } from './steps';
import { undo, type Undone } from './undo';
import { Work, type Choices } from './work';

/** What is done with a document. */
export interface ApplyJob extends Choices {
	connection: Connection;
	document: SetupDocument;
	/** Of the workflow, for dates that name none. */
	timezone: string;
	/** Nothing is written. */
	dryRun: boolean;
	/** What is done where a step does not succeed; `auto` undoes only where the tenant was made. */
	onFailure: 'auto' | 'undo' | 'keep';
	/** How many records may be removed that the document does not have; undefined for none at all. */
	removes?: number;
	stop: AbortSignal | undefined;
	/** Takes the secrets that are made up: none of them may stand in a message. */
	secrets?: Set<string>;
	/** Says how far it is. */
	progress(text: string): void;
}

/** What a document means for the PBX, and what was done about it. */
export interface Applied {
	planned: Planned[];
	/** Absent in a dry run. */
	done?: Map<Planned, Done>;
	surplus: Surplus[];
	tenantId?: string;
	/** Texts that must not stand in a message. */
	secrets: ReadonlySet<string>;
}

/**
 * Compares a document with the PBX and, unless it is a dry run, makes the PBX hold it. Everything
 * is planned before anything is written.
 *
 * @throws InputRefused where something cannot be, with nothing written; CallFailed that says what
 *   was undone and what stays
 */
export async function applyTenant(job: ApplyJob): Promise<Applied> {
	const apply = new Apply(job);
	if (job.dryRun) return await apply.run();
	const { login } = job.connection;
	const tenant = `${login.baseUrl} ${String(job.document.tenant.domain)}`.toLowerCase();
	return await oneAtATime(tenant, async () => await apply.run());
}

class Apply {
	private readonly stages: Step[][];
	private readonly secrets: Set<string>;
	private readonly planned: Planned[] = [];
	private surplus: Surplus[] = [];
	private readonly ledger = new Ledger();

	constructor(private readonly job: ApplyJob) {
		this.stages = stepsOf(job.document, job.timezone);
		this.secrets = job.secrets ?? new Set();
	}

	async run(): Promise<Applied> {
		const { connection } = this.job;
		const outside = this.workIn(nothingThere(), undefined);
		await this.plan(outside, isOfPbx);
		const tenant = this.tenantStep();
		const id = outside.idOf(tenant);
		if (id !== undefined) {
			return await connection.tenants.within(id, async (inside) => {
				const work = this.entered(outside, inside, id);
				await this.plan(work, isOfTenant);
				await this.lookForSurplus(work);
				if (this.job.dryRun) return this.result(work, id);
				refuseImpossible(this.planned);
				await this.guarded(work, async () => {
					await this.all(work, () => true);
					await this.removeAll(work);
				});
				return this.result(work, id);
			});
		}
		await this.plan(outside, isOfTenant);
		if (this.job.dryRun) return this.result(outside, undefined);
		refuseImpossible(this.planned);
		let made = '';
		await this.guarded(outside, async () => {
			await this.all(outside, isOfPbx);
			made = outside.idOf(tenant) as string;
			await connection.tenants.within(made, async (inside) => {
				const work = this.entered(outside, inside, made);
				await this.guarded(work, async () => await this.all(work, isOfTenant));
			});
		});
		return this.result(outside, made);
	}

	private result({ secrets }: Work, tenantId: string | undefined): Applied {
		const { planned, surplus, ledger, job } = this;
		const id = tenantId === undefined ? {} : { tenantId };
		return { planned, surplus, ...(job.dryRun ? {} : { done: ledger.done }), ...id, secrets };
	}

	private tenantStep(): Step {
		const all = this.stages.flat();
		return all.find(({ kind }) => kind.part === 'tenant') as Step;
	}

	private workIn(inside: Session, tenantId: string | undefined): Work {
		return new Work(
			this.job.connection,
			inside,
			tenantId,
			this.stages.flat(),
			this.job,
			this.secrets,
			this.ledger.made,
		);
	}

	/** The same work, now in the tenant. */
	private entered(outside: Work, inside: Session, tenantId: string): Work {
		const work = this.workIn(inside, tenantId);
		for (const step of this.stages.flat()) {
			const id = isOfPbx(step) ? outside.idOf(step) : undefined;
			if (id !== undefined) work.know(step, id);
		}
		return work;
	}

	private async plan(work: Work, test: (step: Step) => boolean): Promise<void> {
		for (const stage of this.stages) {
			const steps = stage.filter(test);
			if (!steps.length) continue;
			this.planned.push(
				...(await severalAtATime(steps, async (step) => await planStep(work, step))),
			);
			this.job.progress(`${this.planned.length} of ${this.stages.flat().length} records compared`);
		}
	}

	private async lookForSurplus(work: Work): Promise<void> {
		const { removes, document, dryRun } = this.job;
		if (removes === undefined) return;
		const kinds = [...document.parts.keys()].map((part): Kind => kindOf(part));
		const most = dryRun ? Infinity : removes;
		this.surplus = await surplusOf(work, this.stages.flat(), kinds, most);
	}

	private async all(work: Work, test: (step: Step) => boolean): Promise<void> {
		const wanted = this.planned.filter(({ step, became }) => test(step) && became !== 'unchanged');
		const pending = new Set(
			this.planned.flatMap(({ step, became }) =>
				became === 'create' ? [numberOf(step) ?? ''] : [],
			),
		);
		for (const stage of this.stages) {
			const steps = new Set(stage);
			const now = wanted.filter(({ step }) => steps.has(step));
			await severalAtATime(now, async (planned) => {
				if (this.job.stop?.aborted) throw stopped();
				this.ledger.begun.push(planned);
				const own = numberOf(planned.step);
				const isPending = (number: string) => number !== own && pending.has(number);
				const done = await doStep(work, planned, isPending).catch((error: unknown) => {
					throw this.ledger.named(error, planned);
				});
				this.ledger.done.set(planned, done);
			});
			for (const { step } of now) pending.delete(numberOf(step) ?? '');
			if (now.length) this.job.progress(`${this.ledger.done.size} records written`);
		}
		const later = [...this.ledger.done.values()].filter(
			(done) => done.later && test(done.planned.step),
		);
		await severalAtATime(later, async (done) => {
			await doLater(work, done).catch((error: unknown) => {
				throw this.ledger.named(error, done.planned);
			});
			delete done.later;
		});
	}

	private async removeAll(work: Work): Promise<void> {
		// One after the other: what needs another record goes before it.
		for (const each of this.surplus) {
			if (this.job.stop?.aborted) throw stopped();
			await removeSurplus(work, each).catch((error: unknown) => {
				throw new Named(`${each.kind.noun} "${each.name}"`, error);
			});
			this.ledger.removed.push(`${each.kind.noun} "${each.name}"`);
		}
	}

	/** Does some of the work; where it does not succeed, what was done is undone or told. */
	private async guarded(work: Work, doIt: () => Promise<void>): Promise<void> {
		try {
			await doIt();
		} catch (error) {
			throw await this.settled(work, error);
		}
	}

	/** @returns what is thrown in the end: from within a new tenant it goes on to what is outside */
	private async settled(work: Work, error: unknown): Promise<unknown> {
		const unfinished = error instanceof Unfinished ? error : new Unfinished(error);
		const { undone, cause } = unfinished;
		const isWhole = !this.makesTenant;
		const isOutside = work.tenantId === undefined;
		const here = this.ledger.begun.filter(({ step }) => isWhole || isOfPbx(step) === isOutside);
		if (this.undoes) {
			const { rolledBack, leftBehind } = await undo(work, here, this.job.stop);
			undone.rolledBack.push(...rolledBack);
			undone.leftBehind.push(...leftBehind);
		} else undone.leftBehind.push(...here.flatMap((planned) => this.ledger.kept(planned)));
		if (!isWhole && !isOutside) return unfinished;
		const tenant = titleOf(this.tenantStep());
		// With the tenant all goes that is in it.
		if (this.makesTenant && undone.rolledBack.includes(tenant)) {
			undone.rolledBack.push(...undone.leftBehind.splice(0).map(({ record }) => record));
		}
		const notReached = this.planned.filter(
			(planned) => planned.became !== 'unchanged' && !this.ledger.begun.includes(planned),
		).length;
		return failureOf(cause, {
			undone,
			undid: this.undoes,
			removed: this.ledger.removed,
			notReached,
		});
	}

	/** The tenant is not there before. */
	private get makesTenant(): boolean {
		const tenant = this.planned.find(({ step }) => step.kind.part === 'tenant');
		return tenant?.became === 'create';
	}

	private get undoes(): boolean {
		const { onFailure, stop } = this.job;
		// What became of a write is not known: nothing may be built on a guess.
		if (stop?.aborted || this.ledger.isOpen) return false;
		return onFailure === 'undo' || (onFailure === 'auto' && this.makesTenant);
	}
}

/** A failure on its way out of the tenant, with what was settled so far. */
class Unfinished extends Error {
	readonly undone: Undone = { rolledBack: [], leftBehind: [] };

	constructor(override readonly cause: unknown) {
		super('unfinished');
	}
}

const isOfPbx = ({ kind }: Step): boolean => kind.part === 'tenant' || kind.part === 'dealers';
const isOfTenant = (step: Step): boolean => !isOfPbx(step);
