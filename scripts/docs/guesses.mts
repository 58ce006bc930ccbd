import type { Fact, FactOperation } from '../facts/contract.mts';

/** The marks of what is not published, each with the sentence that explains it on a page. */
const MARKS = {
	answer: ['ᵃ', 'Known from change logs only: what the call answers is guessed.'],
	call: ['ᵇ', 'Seen in passing only: that the call exists, or its address, is a conclusion.'],
	body: ['ᶜ', 'What the call takes is guessed after a similar call.'],
	doubtful: ['ᵈ', 'The sources contradict each other about this call.'],
	right: ['ᵉ', 'The right is guessed.'],
	type: ['ᶠ', 'The type is guessed from the name.'],
	name: ['ᵍ', 'The name is guessed; Other Fields (JSON) can send another.'],
	required: ['ʰ', 'That it is required is guessed.'],
	side: ['ⁱ', 'May be a field of the answer only.'],
} as const satisfies Record<string, readonly [string, string]>;

type Guess = keyof typeof MARKS;

const marks = (guesses: Record<string, unknown>): string =>
	(Object.keys(MARKS) as Guess[])
		.filter((guess) => guesses[guess])
		.map((guess) => MARKS[guess][0])
		.join('');

/** Marks for the call itself. */
export function operationMarks(fact: FactOperation): string {
	const { inferred = [], existence, bodyInferred, doubtful } = fact;
	const call = inferred.includes('path') || existence === 'implied';
	return marks({
		answer: inferred.includes('responseShape'),
		call,
		body: bodyInferred,
		doubtful,
	});
}

/** A right is named without being published. */
export const rightMark = (permission: FactOperation['permission'] & { inferred?: boolean }) =>
	marks({ right: permission.inferred });

/** Marks for a field's type, name and necessity. */
export const fieldMarks = (fact: (Fact & { sideUnknown?: boolean }) | undefined): string =>
	fact
		? marks({
				type: fact.typeInferred,
				name: fact.nameInferred,
				required: fact.requiredInferred,
				side: fact.sideUnknown,
			})
		: '';

/** Explains the marks that stand in a page; nothing where there are none. */
export function legendOf(page: string): string[] {
	const used = Object.values(MARKS).filter(([mark]) => page.includes(mark));
	return used.length
		? ['## What is guessed', used.map(([mark, words]) => `${mark} ${words}`).join('  \n')]
		: [];
}
