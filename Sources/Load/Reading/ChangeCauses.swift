// The SQL by which each figure that differs is given its cause. `was.` and `now.` stand for the two databases.

/// Gathers, for the figures that differ alone, what could have made them differ.
///
/// A submission is known by its bytes and by whose it is and of when, since its number is another in every snapshot.
let changeEvidence = """
  CREATE TEMP TABLE changed AS
  SELECT
    row_number() OVER () AS figure, organisation_code, financial_year, basis,
    before.technology_pence AS technology_before, after.technology_pence AS technology_after,
    before.total_pence AS total_before, after.total_pence AS total_after,
    before.short_of_benchmark_pence AS short_before, after.short_of_benchmark_pence AS short_after
  FROM was.shares AS before
  FULL JOIN now.shares AS after USING (organisation_code, financial_year, basis)
  WHERE before.technology_pence IS NOT after.technology_pence
    OR before.total_pence IS NOT after.total_pence
    OR before.short_of_benchmark_pence IS NOT after.short_of_benchmark_pence;
  CREATE INDEX temp.changed_by_trust ON changed (organisation_code, financial_year);

  -- The submissions that the figures stood on, and stand on.
  CREATE TEMP TABLE used AS
  SELECT
    figure, 'was' AS moment, side, sha256, submissions.source, organisation_as_submitted, period_start, period_end
  FROM changed
  JOIN was.share_submissions USING (organisation_code, financial_year, basis)
  JOIN was.submissions USING (submission_id)
  JOIN was.source_files USING (source_file_id)
  UNION ALL
  SELECT
    figure, 'now', side, sha256, submissions.source, organisation_as_submitted, period_start, period_end
  FROM changed
  JOIN now.share_submissions USING (organisation_code, financial_year, basis)
  JOIN now.submissions USING (submission_id)
  JOIN now.source_files USING (source_file_id);
  CREATE INDEX temp.used_by_figure ON used (figure, moment, side, sha256);
  CREATE INDEX temp.used_by_file ON used (sha256);

  -- Returns of files that had not been there.
  CREATE TEMP TABLE arrived AS
  SELECT DISTINCT organisation_code, financial_year
  FROM now.submissions
  JOIN now.source_files USING (source_file_id)
  WHERE source = :return
    AND sha256 NOT IN (SELECT sha256 FROM was.source_files)
    AND (organisation_code, financial_year) IN (SELECT organisation_code, financial_year FROM changed);

  -- Findings that were let pass, or no longer are.
  CREATE TEMP TABLE let_pass AS
  WITH differing AS (
    SELECT finding_id FROM now.acceptances WHERE finding_id NOT IN (SELECT finding_id FROM was.acceptances)
    UNION
    SELECT finding_id FROM was.acceptances WHERE finding_id NOT IN (SELECT finding_id FROM now.acceptances)
  )
  SELECT organisation_code, financial_year, sha256 FROM was.findings WHERE finding_id IN differing
  UNION
  SELECT organisation_code, financial_year, sha256 FROM now.findings WHERE finding_id IN differing;

  -- Submissions of the same bytes that add up to something else; what a trust says of legacy systems is in no snapshot.
  CREATE TEMP TABLE read_anew AS
  WITH before AS (
    SELECT sha256, organisation_as_submitted, period_start, category, pence
    FROM was.source_files JOIN was.submissions USING (source_file_id) JOIN was.category_totals USING (submission_id)
    WHERE sha256 IN (SELECT sha256 FROM used) AND sha256 IN (SELECT sha256 FROM now.source_files)
      AND category <> 'legacy-systems'
  ), after AS (
    SELECT sha256, organisation_as_submitted, period_start, category, pence
    FROM now.source_files JOIN now.submissions USING (source_file_id) JOIN now.category_totals USING (submission_id)
    WHERE sha256 IN (SELECT sha256 FROM used) AND sha256 IN (SELECT sha256 FROM was.source_files)
      AND category <> 'legacy-systems'
  )
  SELECT sha256, organisation_as_submitted, period_start, category FROM (SELECT * FROM before EXCEPT SELECT * FROM after)
  UNION
  SELECT sha256, organisation_as_submitted, period_start, category FROM (SELECT * FROM after EXCEPT SELECT * FROM before);
  CREATE INDEX temp.read_anew_by_file ON read_anew (sha256);

  -- Submissions of the same bytes that are another trust's.
  CREATE TEMP TABLE placed_anew AS
  SELECT sha256, organisation_as_submitted
  FROM was.source_files
  JOIN was.submissions AS before USING (source_file_id)
  JOIN (
    SELECT sha256, organisation_as_submitted, period_start, organisation_code
    FROM now.source_files JOIN now.submissions USING (source_file_id)
  ) AS after USING (sha256, organisation_as_submitted, period_start)
  WHERE sha256 IN (SELECT sha256 FROM used) AND before.organisation_code IS NOT after.organisation_code;

  CREATE TEMP TABLE other_terms AS
  SELECT basis FROM (
    SELECT basis, side, category, sign FROM was.basis_terms EXCEPT SELECT basis, side, category, sign FROM now.basis_terms)
  UNION
  SELECT basis FROM (
    SELECT basis, side, category, sign FROM now.basis_terms EXCEPT SELECT basis, side, category, sign FROM was.basis_terms);

  -- Trusts of which the reference data say something else.
  CREATE TEMP TABLE other_trusts (organisation_code TEXT);
  INSERT INTO other_trusts
  \(trustsOnly(in: "was", not: "now"))
  UNION
  \(trustsOnly(in: "now", not: "was"));
  """

private func trustsOnly(in one: String, not other: String) -> String {
  """
  SELECT organisation_code FROM (
    SELECT organisation_code, opened_on, closed_on, valid_from, valid_to FROM \(one).organisations
    EXCEPT SELECT organisation_code, opened_on, closed_on, valid_from, valid_to FROM \(other).organisations)
  UNION
  SELECT organisation_code FROM (
    SELECT organisation_code, name FROM \(one).organisation_names
    EXCEPT SELECT organisation_code, name FROM \(other).organisation_names)
  UNION
  SELECT organisation_code FROM (
    SELECT organisation_code, current_organisation_code FROM \(one).current_organisations
    EXCEPT SELECT organisation_code, current_organisation_code FROM \(other).current_organisations)
  """
}

/// Gives each figure that differs the first cause, in the order of `ChangeCause`, for which there is evidence.
let changesWithCauses = """
  WITH gained AS (
    SELECT figure, side, sha256, source, organisation_as_submitted, period_start, period_end FROM used WHERE moment = 'now'
    EXCEPT
    SELECT figure, side, sha256, source, organisation_as_submitted, period_start, period_end FROM used WHERE moment = 'was'
  ), lost AS (
    SELECT figure, side, sha256, source, organisation_as_submitted, period_start, period_end FROM used WHERE moment = 'was'
    EXCEPT
    SELECT figure, side, sha256, source, organisation_as_submitted, period_start, period_end FROM used WHERE moment = 'now'
  ), came AS MATERIALIZED (
    SELECT figure, source, period_start, period_end
    FROM gained
    WHERE sha256 NOT IN (SELECT sha256 FROM was.source_files)
  ), went AS MATERIALIZED (
    SELECT figure FROM lost WHERE sha256 NOT IN (SELECT sha256 FROM now.source_files)
  ), swapped AS MATERIALIZED (
    SELECT figure FROM gained UNION SELECT figure FROM lost
  ), other_sources AS MATERIALIZED (
    SELECT gained.figure FROM gained JOIN lost USING (figure, side) WHERE gained.source <> lost.source
  )
  SELECT
    organisation_code, financial_year, basis, technology_before, technology_after, total_before, total_after,
    short_before, short_after,
    CASE
      WHEN basis NOT IN (SELECT basis FROM was.bases) OR basis NOT IN (SELECT basis FROM now.bases) THEN 'basis'
      WHEN EXISTS (SELECT 1 FROM came WHERE came.figure = changed.figure AND source = :return) THEN
        CASE WHEN EXISTS (
          SELECT 1
          FROM was.submissions AS earlier
          JOIN came ON came.figure = changed.figure AND came.source = earlier.source
          WHERE earlier.organisation_code = changed.organisation_code
            AND earlier.financial_year = changed.financial_year
            AND earlier.kind = 'outturn'
            AND earlier.period_start <= came.period_end AND came.period_start <= earlier.period_end
        ) THEN 'resubmission' ELSE 'new return' END
      WHEN figure IN (SELECT figure FROM went)
        AND (organisation_code, financial_year) NOT IN (SELECT organisation_code, financial_year FROM arrived)
        THEN 'withdrawn'
      WHEN (organisation_code, financial_year) IN (SELECT organisation_code, financial_year FROM let_pass)
        OR EXISTS (SELECT 1 FROM used JOIN let_pass USING (sha256)
          WHERE used.figure = changed.figure AND let_pass.organisation_code IS NULL) THEN 'accepted'
      WHEN EXISTS (SELECT 1 FROM came WHERE came.figure = changed.figure) THEN 'accounts'
      WHEN figure IN (SELECT figure FROM swapped)
        AND (organisation_code, financial_year) IN (SELECT organisation_code, financial_year FROM arrived)
        THEN CASE WHEN technology_before IS NULL THEN 'new return' ELSE 'resubmission' END
      WHEN figure IN (SELECT figure FROM went) THEN 'withdrawn'
      WHEN :mapping AND EXISTS (SELECT 1 FROM used JOIN read_anew USING (sha256, organisation_as_submitted, period_start)
        WHERE used.figure = changed.figure
          AND read_anew.category IN (
            SELECT category FROM now.basis_terms AS terms WHERE terms.basis = changed.basis)) THEN 'mapping'
      WHEN basis IN (SELECT basis FROM other_terms) OR figure IN (SELECT figure FROM other_sources) THEN 'basis'
      WHEN organisation_code IN (SELECT organisation_code FROM other_trusts)
        OR EXISTS (SELECT 1 FROM used JOIN placed_anew USING (sha256, organisation_as_submitted)
          WHERE used.figure = changed.figure) THEN 'reference data'
      WHEN technology_before IS technology_after AND total_before IS total_after THEN 'benchmark'
      -- Limits by which returns are checked hold them, or let them go.
      WHEN :mapping THEN 'mapping'
      WHEN EXISTS (SELECT 1 FROM other_terms) THEN 'basis'
      -- A return that was there, and whose year has ended since.
      WHEN figure IN (SELECT figure FROM gained) AND technology_before IS NULL THEN 'new return'
      ELSE 'program'
    END AS cause
  FROM changed
  ORDER BY organisation_code, financial_year, basis
  """
