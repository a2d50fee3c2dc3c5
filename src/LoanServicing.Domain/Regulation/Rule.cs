namespace LoanServicing.Domain.Regulation;

/// <summary>
/// One question that the law answers by a general provision and others that displace it, each for its time. A single
/// formula is a plain function instead.
/// </summary>
public sealed class Rule<TFacts, TAnswer>(string question, params Clause<TFacts, TAnswer>[] clauses)
{
    public string Question => question;

    public IReadOnlyList<Clause<TFacts, TAnswer>> Clauses => clauses;

    /// <summary>
    /// The answer of the one clause that is in force on <paramref name="lawDate"/>, applies to the facts and is not
    /// displaced. No such clause is a <see cref="RuleGapException"/>, two are a <see cref="RuleConflictException"/>:
    /// both are defects of this code.
    /// </summary>
    /// <param name="lawDate">Whose law: the loan's day for amount and term, an installment's due date, the day of an
    /// offset.</param>
    public Finding<TAnswer> Decide(TFacts facts, DateOnly lawDate)
    {
        var applying = clauses.Where(clause => clause.InForce.Contains(lawDate) && clause.Applies(facts)).ToList();
        var displaced = applying.Select(clause => clause.Displaces).OfType<string>().ToList();
        var deciding = applying.Where(clause => !displaced.Contains(clause.Cites)).ToList();
        return deciding switch
        {
            [] => throw new RuleGapException(question, lawDate),
            [var only] => new(only.Yields(facts), only.Cites, only.Displaces),
            _ => throw new RuleConflictException(question, lawDate, [.. deciding.Select(clause => clause.Cites)]),
        };
    }
}

/// <summary>A provision: when it is in force, whom it is about, what it says.</summary>
/// <param name="Displaces">The citation that it is an exception to; null for a general provision.</param>
public sealed record Clause<TFacts, TAnswer>(
    string Cites,
    InForce InForce,
    string? Displaces,
    Func<TFacts, bool> Applies,
    Func<TFacts, TAnswer> Yields
);

/// <summary>The days on which a provision is law, both included.</summary>
/// <param name="To">Null while it has no end.</param>
public readonly record struct InForce(DateOnly From, DateOnly? To = null)
{
    public bool Contains(DateOnly day) => day >= From && (To is null || day <= To);
}

/// <summary>What a rule answered and which provision decided.</summary>
public readonly record struct Finding<TAnswer>(TAnswer Answer, string Cites, string? Displaced);

/// <summary>The law as written here has no answer for a day: a defect.</summary>
public sealed class RuleGapException(string question, DateOnly lawDate)
    : InvalidOperationException($"No provision in force on {lawDate:yyyy-MM-dd} answers: {question}");

/// <summary>The law as written here has two answers for a day: a defect.</summary>
public sealed class RuleConflictException(string question, DateOnly lawDate, IReadOnlyList<string> cites)
    : InvalidOperationException($"On {lawDate:yyyy-MM-dd} both {string.Join(" and ", cites)} answer: {question}");
