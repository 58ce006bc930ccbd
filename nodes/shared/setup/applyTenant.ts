import type { Connection } from '../../../pbx/connection';
import type { Session } from '../../../pbx/session';
import { oneAtATime } from '../pools/oneAtATime';
import { domainOf, type SetupDocument } from './document';
import type { Done } from './doStep';
import { refuseImpossible } from './failed';
import { severalAtATime } from './inTurn';
import { kindOf, type Kind } from './kinds';
import { Ledger } from './ledger';
import { nothingThere } from './nothingThere';
import { planStep, type Planned } from './planStep';
import { surplusOf, type Surplus } from './remove';
import { settling } from './settling';
import { isOfPbx, stepsOf, type Step } from './steps';
import { Work, type Choices } from './work';
import { removeAll, writeAll } from './writing';

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
	const tenant = `${login.baseUrl} ${domainOf(job.document)}`;
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
		const { planned, stages, ledger } = this;
		const { connection, stop, progress, onFailure } = this.job;
		const writing = { planned, stages, ledger, stop, progress };
		const settlement = { planned, ledger, stop, onFailure };
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
				await settling(work, settlement, async () => {
					await writeAll(work, writing, () => true);
					await removeAll(work, this.surplus, writing);
				});
				return this.result(work, id);
			});
		}
		await this.plan(outside, isOfTenant);
		if (this.job.dryRun) return this.result(outside, undefined);
		refuseImpossible(this.planned);
		let made = '';
		await settling(outside, settlement, async () => {
			await writeAll(outside, writing, isOfPbx);
			made = outside.idOf(tenant) as string;
			await connection.tenants.within(made, async (inside) => {
				const work = this.entered(outside, inside, made);
				await settling(work, settlement, async () => await writeAll(work, writing, isOfTenant));
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
}

const isOfTenant = (step: Step): boolean => !isOfPbx(step);
