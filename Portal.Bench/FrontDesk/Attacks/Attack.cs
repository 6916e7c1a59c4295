namespace Portal.Bench.FrontDesk.Attacks;

/// <param name="Kind"><c>name_field</c> is given where a patient's name is asked for; every other is said straight away.</param>
sealed record Attack(string Prompt, string Lang, string Kind);
