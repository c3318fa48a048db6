/** The product's mark: a handset resting on the hook that gives the product its name. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg class="logo" width={size} height={size} viewBox="0 0 128 128" aria-hidden="true">
      <rect class="logo-ground" x="4" y="4" width="120" height="120" rx="30" />
      <path
        class="logo-mark"
        d="M27 54c0-9 6-15 14-18 14-6 32-6 46 0 8 3 14 9 14 18v5a5 5 0 0 1-6 5l-16-3a5 5 0 0 1-4-5v-5a42 42 0 0 0-22 0v5a5 5 0 0 1-4 5l-16 3a5 5 0 0 1-6-5Z"
      />
      <path class="logo-hook" d="M44 74v4a12 12 0 0 0 12 12h16a12 12 0 0 0 12-12v-4M64 90v10" />
    </svg>
  );
}
