/** Where numbers are found on pages, and what a click does. */
export interface DetectionSettings {
  /** ISO 3166 region numbers without country code are read in. */
  country: string;
  /** On the CRMs' hosts and `allow`, or everywhere the user granted. */
  mode: 'listed' | 'everywhere';
  /** Further hosts. */
  allow: string[];
  /** Hosts on which nothing is ever marked. */
  deny: string[];
  /** A click on the number dials, or only the button beside it. */
  dialOn: 'click' | 'button';
}
