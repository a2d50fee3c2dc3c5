namespace LoanServicing.Domain.Regulation;

/// <content>The days of the disaster laws. First and last days are both included.</content>
public static partial class Figures
{
    /// <summary>
    /// Days after an incident's last day, or after the applicable date, until which a law by incident reaches (26 USC
    /// 72(p)(6)).
    /// </summary>
    public const int DisasterDays = 180;

    /// <summary>Months by which a due date may be put off (every disaster law: one year).</summary>
    public const int DisasterDelayMonths = 12;

    /// <summary>
    /// Larger loans to those hit by Katrina: made after 23 September 2005 and before 2007 (Pub. L. 109-73 s. 103, then
    /// 26 USC 1400Q(c)(1)).
    /// </summary>
    public static readonly InForce KatrinaLoans = new(new(2005, 9, 24), new(2006, 12, 31));

    /// <summary>The same for Rita and Wilma (Pub. L. 109-135, enacted 21 December 2005).</summary>
    public static readonly InForce RitaWilmaLoans = new(new(2005, 12, 21), new(2006, 12, 31));

    /// <summary>Due dates that may be put off, by qualified beginning date (26 USC 1400Q(c)(2), (4)).</summary>
    public static readonly InForce KatrinaDues = new(new(2005, 8, 25), new(2006, 12, 31));
    public static readonly InForce RitaDues = new(new(2005, 9, 23), new(2006, 12, 31));
    public static readonly InForce WilmaDues = new(new(2005, 10, 23), new(2006, 12, 31));

    /// <summary>Harvey, Irma and Maria (Pub. L. 115-63 s. 502(c)(1)), from its enactment.</summary>
    public static readonly InForce Hurricanes2017Loans = new(new(2017, 9, 29), new(2018, 12, 31));

    /// <summary>
    /// Due dates that may be put off, by qualified beginning date (Pub. L. 115-63 s. 502(c)(2), (4)).
    /// </summary>
    public static readonly InForce HarveyDues = new(new(2017, 8, 23), new(2018, 12, 31));
    public static readonly InForce IrmaDues = new(new(2017, 9, 4), new(2018, 12, 31));
    public static readonly InForce MariaDues = new(new(2017, 9, 16), new(2018, 12, 31));

    /// <summary>
    /// California wildfires (Pub. L. 115-123 s. 20102(c)), from its enactment, and its qualified beginning date.
    /// </summary>
    public static readonly InForce CaliforniaWildfireLoans = new(new(2018, 2, 9), new(2018, 12, 31));
    public static readonly InForce CaliforniaWildfireDues = new(new(2017, 10, 8), new(2018, 12, 31));

    /// <summary>
    /// 180 days that begin with the enactment of 20 December 2019 (Pub. L. 116-94 division Q, section 202(c)(1)).
    /// </summary>
    public static readonly InForce Disasters2018And2019Loans = new(new(2019, 12, 20), new(2020, 6, 16));

    /// <summary>
    /// First days of an incident. The first is that of the declarations; the wording was not read here.
    /// </summary>
    public static readonly InForce Disasters2018And2019Incidents = new(new(2018, 1, 1), new(2019, 12, 20));

    /// <summary>
    /// No such incident counts as ending later: 30 days after the enactment (section 203; not read here).
    /// </summary>
    public static readonly DateOnly Disasters2018And2019EndBy = new(2020, 1, 19);

    /// <summary>
    /// 180 days that begin with the enactment of 27 March 2020 (Pub. L. 116-136 s. 2202(b)(1); Notice 2020-50). Some
    /// articles print 23 September.
    /// </summary>
    public static readonly InForce CaresLoans = new(new(2020, 3, 27), new(2020, 9, 22));

    /// <summary>Due dates that may be put off (Pub. L. 116-136 s. 2202(b)(2)).</summary>
    public static readonly InForce CaresDues = new(new(2020, 3, 27), new(2020, 12, 31));

    /// <summary>By when payments resume under the safe harbor (Notice 2020-50, section 5.B).</summary>
    public static readonly DateOnly CaresResumeBy = new(2021, 1, 1);

    /// <summary>
    /// 180 days that begin with the enactment of 27 December 2020 (Pub. L. 116-260 division EE, section 302(c)(1)).
    /// Some articles print 25 June.
    /// </summary>
    public static readonly InForce Disasters2020Loans = new(new(2020, 12, 27), new(2021, 6, 24));

    /// <summary>First days of an incident, COVID-19 excepted; the wording was not read here.</summary>
    public static readonly InForce Disasters2020Incidents = new(new(2019, 12, 28), new(2020, 12, 27));

    /// <summary>
    /// No such incident counts as ending later: 30 days after the enactment (section 301; not read here).
    /// </summary>
    public static readonly DateOnly Disasters2020EndBy = new(2021, 1, 26);

    /// <summary>
    /// The earliest applicable date: the enactment of the SECURE 2.0 Act (26 USC 72(p)(6), 72(t)(11)).
    /// </summary>
    public static readonly DateOnly QualifiedDisasterFrom = new(2022, 12, 29);

    /// <summary>
    /// First days of an incident (SECURE 2.0 Act, section 331(d): disasters whose incident period begins on or after
    /// this day).
    /// </summary>
    public static readonly DateOnly QualifiedDisasterIncidentsFrom = new(2021, 1, 26);
}
