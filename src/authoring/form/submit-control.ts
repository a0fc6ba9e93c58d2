import type { Button } from "../page/page-face.ts";
import { normalWords } from "../words/normal-words.ts";

export interface SubmitGuess {
  readonly button: Button;
  readonly confidence: number;
  readonly why: string;
}

const SENDS = /\b(submit|send|remov\w*|delet\w*|opt ?out|suppress|request|continue|next|confirm|proceed|finish|unsubscribe|block|hide|enviar|eliminar|borrar|solicitar|continuar|siguiente|confirmar|senden|absenden|abschicken|einlegen|widersprechen|loschen|entfernen|beantragen|weiter|bestatigen|austragen|envoyer|soumettre|supprimer|demander|continuer|valider|retirer|confirmer|effacer|remover|excluir|apagar|pedir|avancar|invia|inviare|rimuovi|rimuovere|elimina|richiedi|continua|cancella|conferma|verzenden|versturen|verstuur|verwijder\w*|aanvragen|doorgaan|volgende|indienen|bevestigen)\b/;
const OTHER = /\b(cancel|reset|clear|back|close|search|find|log ?in|sign ?in|sign ?up|register|upload(?! and)|browse|choose file|subscribe|print|add another|add more|help|show|abbrechen|zurucksetzen|zuruck|schliessen|cancelar|limpiar|volver|cerrar|annuler|reinitialiser|retour|fermer|limpar|voltar|fechar|annulla|reimposta|indietro|chiudi|annuleren|terug|sluiten|wis|accept all|accept cookies|got it)\b/;

/** The control that sends this form, and not one that clears it, searches, or belongs to another. */
export function submitOf(buttons: readonly Button[], isLookUp: boolean): SubmitGuess | undefined {
  const seen = buttons.filter(({ unseen }) => unseen === "");
  const fitting = seen.filter(({ text, isSubmit }) => speaksFor(text, isLookUp) || (isSubmit && !speaksAgainst(text, isLookUp)));
  const ranked = fitting.map((button) => ({ button, standing: (button.isSubmit ? 2 : 0) + (speaksFor(button.text, isLookUp) ? 2 : 0) })).toSorted((a, b) => b.standing - a.standing);
  const [best, second] = ranked;
  if (!best) return loneSubmit(seen);
  if (best.standing === second?.standing) return undefined;
  const { button, standing } = best;
  return { button, confidence: standing === 4 ? 0.97 : button.isSubmit ? 0.85 : 0.75, why: button.isSubmit ? "the form's own submit control" : "its words say that it sends" };
}

/** An opt-out that begins with a search for one's record: its only submit control says that it finds. */
function loneSubmit(seen: readonly Button[]): SubmitGuess | undefined {
  const [button, ...others] = seen.filter(({ isSubmit }) => isSubmit);
  return button && others.length === 0 && speaksFor(button.text, true) ? { button, confidence: 0.75, why: "the form's only submit control" } : undefined;
}

function speaksFor(text: string, isLookUp: boolean): boolean {
  return SENDS.test(plain(text)) && !speaksAgainst(text, isLookUp) ? true : isLookUp && /\b(search|find|buscar|suchen|rechercher|pesquisar|cerca|zoeken|look ?up)\b/.test(plain(text));
}

function speaksAgainst(text: string, isLookUp: boolean): boolean {
  return OTHER.test(isLookUp ? plain(text).replace(/\b(search|find)\b/g, "") : plain(text));
}

function plain(text: string): string {
  return normalWords(text).join(" ");
}
